import { defineRule, type Fault } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { isBelow } from '../pods/mount';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { storageOf } from './view/exporter-queue';
import { fileStorages } from './view/file-storages';

/** Default directory of `file_storage`. */
const DEFAULT_DIRECTORY = '/var/lib/otelcol/file_storage';

/** A persistent queue needs an enabled storage on a writable volume. The file system of the container is read-only. */
export const queueStorage = defineRule({
  id: 'queue/storage',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the storage of a queue is not switched on, or not on a volume',
  check: (view) => [...disabledStorages(view), ...unmountedStorages(view), ...readOnlyStorages(view)],
});

function disabledStorages(view: CollectorView): readonly Fault[] {
  return view.in('exporters').flatMap((exporter) => {
    const storage = storageOf(exporter);
    if (storage === undefined || view.config.enabledExtensions.includes(storage)) return [];
    return [
      {
        location: `${exporter.location}.sending_queue.storage`,
        message: `the queue of ${exporter.id} is kept in ${storage}, which is not among the extensions that are switched on`,
        fix: 'give the extension itself: sendingQueue: { storage: fileStorageExtension() }',
      },
    ];
  });
}

function unmountedStorages(view: CollectorView): readonly Fault[] {
  return view.in('extensions').flatMap(({ type, id, location, settings }) => {
    const { directory: compacted, on_start: onStart, on_rebound: onRebound } = record(settings['compaction']);
    const copies = onStart === true || onRebound === true ? [compacted ?? DEFAULT_DIRECTORY] : [];
    const directory = [settings['directory'] ?? DEFAULT_DIRECTORY, ...copies].find(
      (path) => typeof path === 'string' && !isMounted(view, path),
    );
    if (!rowOf('extensions', type).keepsFiles || typeof directory !== 'string') return [];
    return [
      {
        location: `${location}.directory`,
        message: `${id} keeps its files in ${directory}, where no volume is mounted`,
        fix: 'mount a volume there: a volumeClaim of CollectorMode.statefulset, or leave the directory to fileStorageExtension',
      },
    ];
  });
}

/** Only root can write to a directory of the node. The group of the pod has no effect there. */
function readOnlyStorages(view: CollectorView): readonly Fault[] {
  if (view.user === 0) return [];
  return fileStorages(view)
    .filter(({ volume }) => volume.source === 'hostPath')
    .map(({ id, location }) => ({
      location: `${location}.directory`,
      message: `${id} keeps its files in a folder of the node, which is root's, and the collector does not run as root`,
      fix: 'give the queue the storage of podLogs(), which brings the folder and the user, or use an emptyDir or a claim',
    }));
}

function isMounted(view: CollectorView, directory: string): boolean {
  return view.mountPaths.some((mount) => isBelow(directory, mount));
}
