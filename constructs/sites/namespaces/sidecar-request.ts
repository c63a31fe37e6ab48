import { INJECT_ANNOTATION } from '../../collector/pods/sidecar';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import type { ManifestJson } from '../../synth/schema';

/** What asks for a sidecar by annotations of its own. */
const CARRIERS = ['Pod', 'Namespace'];

/** A request for a sidecar: what the annotation says, and where it stands in the manifest. */
export interface SidecarRequest {
  readonly value: string;
  readonly location: string;
}

/** The request for a sidecar in the pods of an object, or in all pods of a namespace; undefined if there is none. */
export function sidecarRequest(json: ManifestJson): SidecarRequest | undefined {
  const spec = record(json['spec']);
  const job = record(record(spec['jobTemplate'])['spec']);
  const places: readonly (readonly [string, unknown])[] = [
    ['spec.template.metadata.annotations', record(spec['template'])['metadata']],
    ['spec.jobTemplate.spec.template.metadata.annotations', record(job['template'])['metadata']],
    ['metadata.annotations', CARRIERS.includes(groupKind(json.apiVersion, json.kind)) ? json.metadata : undefined],
  ];
  for (const [location, metadata] of places) {
    const value = record(record(metadata)['annotations'])[INJECT_ANNOTATION];
    if (typeof value === 'string') return { value, location: `${location}.${INJECT_ANNOTATION}` };
  }
  return undefined;
}
