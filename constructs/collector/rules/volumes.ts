import { Size } from 'cdk8s';

import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import { kibibytesOf, quantity } from '../../synth/units';
import { diskFor } from '../components/queue-storage';
import { isBelow } from '../mount';
import type { CollectorView, MountedVolume } from './collector-view';

/** Queues whose files together are larger than the volume they are on: it is full before they are, and what comes then is lost. */
export function queuesAboveVolume(view: CollectorView): FindingOptions[] {
  const needed = new Map<string, { readonly volume: MountedVolume; readonly exporters: readonly string[]; readonly kibibytes: number }>();
  for (const { id, settings } of view.in('exporters')) {
    const { enabled, sizer, queue_size: size, storage } = record(settings['sending_queue']);
    if (enabled === false || sizer !== 'bytes' || typeof size !== 'number' || typeof storage !== 'string') continue;
    const directory = view.find('extensions', storage)?.settings['directory'];
    const volume = typeof directory === 'string' ? volumeAt(view, directory) : undefined;
    if (volume === undefined) continue;
    const { exporters = [], kibibytes = 0 } = needed.get(volume.name) ?? {};
    const own = kibibytesOf(diskFor(Size.kibibytes(Math.ceil(size / 1024)), view.signalsBy(id).size));
    needed.set(volume.name, { volume, exporters: [...exporters, id], kibibytes: kibibytes + own });
  }
  return [...needed.values()].flatMap(({ volume: { name, location, bytes }, exporters, kibibytes }) => {
    if (bytes === undefined || kibibytes * 1024 <= bytes) return [];
    const [wanted, there] = [Size.kibibytes(kibibytes), Size.kibibytes(Math.floor(bytes / 1024))];
    return [
      {
        rule: 'queue/above-volume',
        location,
        message: `the queues of ${exporters.join(', ')} may need ${quantity(wanted)} on the volume ${name}, which has ${quantity(there)}`,
        fix: 'make the volume larger, or the queues smaller: queueSize',
      },
    ];
  });
}

/** The volume that is mounted at a path, or nearest above it. */
function volumeAt(view: CollectorView, path: string): MountedVolume | undefined {
  const above = view.volumes.filter(({ mountPath }) => isBelow(path, mountPath));
  return [...above].sort((a, b) => b.mountPath.length - a.mountPath.length)[0];
}
