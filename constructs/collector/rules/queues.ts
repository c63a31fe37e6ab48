import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import { HOLDING_PROCESSORS } from '../acknowledgement';
import { isBelow } from '../mount';
import type { CollectorView, ComponentView } from './collector-view';
import { typeOf } from './config-view';

/** What waits in a batch processor is not in the queue on disk that comes after it, and is lost with the process. */
export function batchBeforePersistentQueue(view: CollectorView): FindingOptions[] {
  return [...view.config.pipelines].flatMap(([id, { processors, exporters }]) => {
    const batch = processors.find((name) => typeOf(name) === 'batch');
    const stored = exporters.find((name) => storageOf(view.find('exporters', name)) !== undefined);
    if (batch === undefined || stored === undefined) return [];
    return [
      {
        rule: 'queue/batch-before-persistent',
        location: `spec.config.service.pipelines.${id}.processors`,
        message: `in the pipeline ${id}, ${batch} holds telemetry in memory that the persistent queue of ${stored} is to keep`,
        fix: `leave ${batch} out: the queue makes batches itself`,
      },
    ];
  });
}

/** A queue on disk needs the storage to be there, switched on, and on a volume: the container's own file system is read-only. */
export function queueStorage(view: CollectorView): FindingOptions[] {
  const queues = view.in('exporters').flatMap((exporter): FindingOptions[] => {
    const storage = storageOf(exporter);
    if (storage === undefined || view.config.enabledExtensions.includes(storage)) return [];
    return [
      {
        rule: 'queue/storage',
        location: `${exporter.location}.sending_queue.storage`,
        message: `the queue of ${exporter.id} is kept in ${storage}, which is not among the extensions that are switched on`,
        fix: 'give the extension itself: sendingQueue: { storage: fileStorageExtension() }',
      },
    ];
  });
  const storages = view.in('extensions').flatMap(({ type, id, location, settings }): FindingOptions[] => {
    const { directory: compacted, on_start: onStart, on_rebound: onRebound } = record(settings['compaction']);
    const copies = onStart === true || onRebound === true ? [compacted ?? '/var/lib/otelcol/file_storage'] : [];
    const directory = [settings['directory'], ...copies].find((path) => typeof path === 'string' && !isMounted(view, path));
    if (type !== 'file_storage' || typeof directory !== 'string') return [];
    return [
      {
        rule: 'queue/storage',
        location: `${location}.directory`,
        message: `${id} keeps its files in ${directory}, where no volume is mounted`,
        fix: 'mount a volume there: a volumeClaim of CollectorMode.statefulset, or leave the directory to fileStorageExtension',
      },
    ];
  });
  return [...queues, ...storages];
}

/** A link may be down for long: an exporter over it that gives up drops what it holds. */
export function retryGivesUp(view: CollectorView): FindingOptions[] {
  return view.in('exporters').flatMap((exporter) => {
    if (view.programOf(exporter)?.overLink !== true) return [];
    const { enabled, max_elapsed_time: elapsed } = record(exporter.settings['retry_on_failure']);
    const forEver = enabled !== false && (elapsed === 0 || (typeof elapsed === 'string' && /^0+[a-zµ]*$/.test(elapsed)));
    const passesBack = enabled === false && record(exporter.settings['sending_queue'])['enabled'] === false;
    if (forEver || passesBack) return [];
    return [
      {
        rule: 'queue/retry-gives-up',
        location: `${exporter.location}.retry_on_failure`,
        message: `${exporter.id} sends over a link and ${enabled === false ? 'does not try again' : `gives up after ${typeof elapsed === 'string' ? elapsed : '5m'}`}: what it holds is dropped while the link is down`,
        fix: 'leave retryFor at its default, which is for ever; the bound is the size of the queue',
      },
    ];
  });
}

/** What a collector under an address answers for, edges forget: what it then holds in memory is lost with the process. */
export function heldInMemory(view: CollectorView): FindingOptions[] {
  if (view.program.acknowledgement !== 'after-export') return [];
  return [...view.config.pipelines].flatMap(([id, { receivers, processors, exporters }]) => {
    const types = processors.map(typeOf);
    if (!receivers.some((receiver) => typeOf(receiver) === 'otlp') || types.some(isToHold)) return [];
    const batch = processors.find((name) => typeOf(name) === 'batch');
    const queued = exporters.filter((name) => hasQueueInMemory(view.find('exporters', name)));
    const holder = batch ?? queued[0];
    if (holder === undefined) return [];
    return [
      {
        rule: 'queue/held-in-memory',
        location: `spec.config.service.pipelines.${id}`,
        message: `${holder} of the pipeline ${id} holds in memory what the sender was told to have arrived: it is lost if the collector is killed`,
        fix:
          batch === undefined
            ? "keep the queue on disk, queue: 'disk', or have none: leave its options out, and receive what is scraped in a pipeline of its own"
            : `leave ${batch} out: what sends over a link makes batches itself`,
      },
    ];
  });
}

/** Processors whose very purpose is to hold telemetry for a while; of `batch` it is not. */
function isToHold(type: string): boolean {
  return type !== 'batch' && HOLDING_PROCESSORS.has(type);
}

function hasQueueInMemory(exporter: ComponentView | undefined): boolean {
  if (exporter === undefined) return false;
  if (exporter.type === 'prometheus_remote_write')
    return exporter.settings['wal'] === undefined && record(exporter.settings['remote_write_queue'])['enabled'] !== false;
  const queue = record(exporter.settings['sending_queue']);
  if (exporter.settings['sending_queue'] === undefined && !QUEUED_BY_DEFAULT.has(exporter.type)) return false;
  return queue['enabled'] !== false && typeof queue['storage'] !== 'string';
}

const QUEUED_BY_DEFAULT = new Set(['otlp_grpc', 'otlp_http']);

/** The storage of an exporter's queue, undefined if the queue is in memory. */
function storageOf(exporter: ComponentView | undefined): string | undefined {
  const queue = record(exporter?.settings['sending_queue']);
  return queue['enabled'] !== false && typeof queue['storage'] === 'string' ? queue['storage'] : undefined;
}

function isMounted(view: CollectorView, directory: string): boolean {
  return view.mountPaths.some((mount) => isBelow(directory, mount));
}
