import { posix } from 'node:path';

import { record, records } from '../../../synth/record';
import { bytesOf } from '../../../synth/units';

/** A volume and where it is mounted. */
export interface MountedVolume {
  readonly name: string;
  readonly mountPath: string;
  /** What it is: `claim` of a StatefulSet, or the kind of volume as pods have it, for example `emptyDir`. */
  readonly source: string;
  /** Its bound in bytes, undefined if it has none that is known. */
  readonly bytes: number | undefined;
  /** Where it stands in the manifest. */
  readonly location: string;
  /** Whether nothing can write to it. Volumes of Secrets and the like are always read-only. */
  readonly isReadOnly: boolean;
  /** Path on the node that is mounted; undefined if the volume is not of the node. */
  readonly nodePath: string | undefined;
}

type Spec = Readonly<Record<string, unknown>>;

/** What a rendered collector mounts: claims of a StatefulSet and volumes of the pod. */
export function mountedVolumes(spec: Spec): readonly MountedVolume[] {
  return records(spec['volumeMounts']).map(({ name, mountPath, subPath, readOnly }) => {
    const { hostPath, ...source } = sourceOf(spec, name);
    const nodePath = hostPath === undefined ? undefined : posix.join(hostPath, typeof subPath === 'string' ? subPath : '');
    const isReadOnly = readOnly === true || READ_ONLY.has(source.source);
    return { name: String(name), mountPath: String(mountPath), ...source, nodePath, isReadOnly };
  });
}

/** Kinds of volumes that nothing can write to. */
const READ_ONLY: ReadonlySet<string> = new Set(['secret', 'configMap', 'downwardAPI', 'projected', 'image']);

interface VolumeSource extends Pick<MountedVolume, 'source' | 'bytes' | 'location'> {
  readonly hostPath?: string;
}

/** What a volume is, by its name. */
function sourceOf({ volumes, volumeClaimTemplates: claims }: Spec, volume: unknown): VolumeSource {
  const claim = Array.isArray(claims) ? claims.findIndex((own) => record(record(own)['metadata'])['name'] === volume) : -1;
  if (Array.isArray(claims) && claim >= 0) {
    const requests = record(record(record(record(claims[claim])['spec'])['resources'])['requests']);
    return { source: 'claim', bytes: sizeOf(requests['storage']), location: `spec.volumeClaimTemplates.${String(claim)}` };
  }
  const index = Array.isArray(volumes) ? volumes.findIndex((own) => record(own)['name'] === volume) : -1;
  const own = Array.isArray(volumes) ? record(volumes[index]) : {};
  const { path } = record(own['hostPath']);
  return {
    source: Object.keys(own).find((key) => key !== 'name') ?? 'none',
    bytes: sizeOf(record(own['emptyDir'])['sizeLimit']),
    location: index < 0 ? 'spec.volumeMounts' : `spec.volumes.${String(index)}`,
    ...(typeof path === 'string' && { hostPath: path }),
  };
}

function sizeOf(text: unknown): number | undefined {
  return typeof text === 'string' || typeof text === 'number' ? bytesOf(String(text)) : undefined;
}
