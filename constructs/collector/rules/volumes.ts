import { Size } from 'cdk8s';

import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import { kibibytesOf, quantity } from '../../synth/units';
import { diskFor } from '../delivery/queue-storage';
import { rowOf } from '../rows/row-of';
import { chainTo, isHeldIn, sendersOf } from './chain';
import type { CollectorView, ComponentView } from './collector-view';
import type { MountedVolume } from './mounted-volumes';

/** Queues whose files together are larger than the volume they are on: it is full before they are, and what comes then is lost. */
export function queuesAboveVolume(view: CollectorView): FindingOptions[] {
  const needed = new Map<string, { readonly volume: MountedVolume; readonly exporters: readonly string[]; readonly kibibytes: number }>();
  for (const { id, settings } of view.in('exporters')) {
    const { sizer, queue_size: size } = record(settings['sending_queue']);
    const volume = volumeOfQueue(view, settings);
    if (volume === undefined || sizer !== 'bytes' || typeof size !== 'number') continue;
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

/** What edges were told to have arrived goes with a pod, if that has it in a folder of its own. */
export function heldInPod(view: CollectorView): FindingOptions[] {
  if (view.program.acknowledgement !== 'after-export') return [];
  const fed = [...view.config.pipelines.keys()].flatMap((id) => {
    const chain = chainTo(view, id);
    return sendersOf(chain).length > 0 && !isHeldIn(chain) ? (view.config.pipelines.get(id)?.exporters ?? []) : [];
  });
  return [...new Set(fed)].flatMap((name) => {
    const exporter = view.find('exporters', name);
    const volume = exporter && volumeOfQueue(view, exporter.settings);
    if (exporter === undefined || volume?.source !== 'emptyDir') return [];
    return [
      {
        rule: 'queue/held-in-pod',
        location: `${exporter.location}.sending_queue.storage`,
        message: `${exporter.id} keeps in an emptyDir what the sender was told to have arrived: it is lost with the pod, at every update, drain and scaling`,
        fix: 'run it as CollectorMode.statefulset with a volume claim at /var/lib/otelcol, or have no queue: leave its options out',
      },
    ];
  });
}

/** A file of a queue is one process's: a second pod on the same volume waits for it and does not start. */
export function volumeShared(view: CollectorView): FindingOptions[] {
  const isAlone = view.mode === 'statefulset' && view.mostReplicas <= 1;
  if (isAlone) return [];
  return storages(view).flatMap(({ id, volume }) => {
    if (volume.source !== 'persistentVolumeClaim') return [];
    return [
      {
        rule: 'queue/volume-shared',
        location: volume.location,
        message: `${id} has its files on a claim that all pods of the ${view.mode} share, and one pod alone may have them open: a second one, also that of an update, does not start`,
        fix: 'run it as CollectorMode.statefulset with volumeClaims, of which every pod has its own',
      },
    ];
  });
}

/** A folder of the node is root's, whatever group the pod has. */
export function nodeNotWritable(view: CollectorView): FindingOptions[] {
  if (view.user === 0) return [];
  return storages(view).flatMap(({ id, location, volume }) => {
    if (volume.source !== 'hostPath') return [];
    return [
      {
        rule: 'queue/storage',
        location: `${location}.directory`,
        message: `${id} keeps its files in a folder of the node, which is root's, and the collector does not run as root`,
        fix: 'give the queue the storage of podLogs(), which brings the folder and the user, or use an emptyDir or a claim',
      },
    ];
  });
}

/** The storages in files, and the volumes that they are on. */
function storages(view: CollectorView): readonly { readonly id: string; readonly location: string; readonly volume: MountedVolume }[] {
  return view.in('extensions').flatMap(({ id, type, location, settings: { directory } }) => {
    const volume = rowOf('extensions', type).keepsFiles && typeof directory === 'string' ? view.volumeAt(directory) : undefined;
    return volume === undefined ? [] : [{ id, location, volume }];
  });
}

/** The volume that the queue of an exporter is on, undefined if it is on none. */
function volumeOfQueue(view: CollectorView, settings: ComponentView['settings']): MountedVolume | undefined {
  const { enabled, storage } = record(settings['sending_queue']);
  return enabled === false ? undefined : storages(view).find(({ id }) => id === storage)?.volume;
}
