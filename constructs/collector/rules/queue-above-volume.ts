import { Size } from 'cdk8s';

import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { kibibytesOf, quantity } from '../../synth/units';
import { diskFor } from '../delivery/queue-storage';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { volumeOfQueue } from './view/file-storages';
import type { MountedVolume } from './view/mounted-volumes';

/** Queues on one volume, and the space that they need. */
interface VolumeUse {
  readonly volume: MountedVolume;
  readonly exporters: readonly string[];
  readonly kibibytes: number;
}

/** A volume is as large as all its queues together. Otherwise the volume is full first, and the exporters drop new data. */
export const queueAboveVolume = defineRule({
  id: 'queue/above-volume',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'queues on disk need more than the volume that they are on',
  check: (view) =>
    usesOfVolumes(view).flatMap(({ volume: { name, location, bytes }, exporters, kibibytes }) => {
      if (bytes === undefined || kibibytes * 1024 <= bytes) return [];
      const [wanted, there] = [Size.kibibytes(kibibytes), Size.kibibytes(Math.floor(bytes / 1024))];
      return [
        {
          location,
          message: `the queues of ${exporters.join(', ')} may need ${quantity(wanted)} on the volume ${name}, which has ${quantity(there)}`,
          fix: 'make the volume larger, or the queues smaller: queueSize',
        },
      ];
    }),
});

function usesOfVolumes(view: CollectorView): readonly VolumeUse[] {
  const uses = new Map<string, VolumeUse>();
  for (const { id, settings } of view.in('exporters')) {
    const { sizer, queue_size: size } = record(settings['sending_queue']);
    const volume = volumeOfQueue(view, settings);
    if (volume === undefined || sizer !== 'bytes' || typeof size !== 'number') continue;
    const { exporters = [], kibibytes = 0 } = uses.get(volume.name) ?? {};
    const own = kibibytesOf(diskFor(Size.kibibytes(Math.ceil(size / 1024)), view.signalsBy(id).size));
    uses.set(volume.name, { volume, exporters: [...exporters, id], kibibytes: kibibytes + own });
  }
  return [...uses.values()];
}
