import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import { millisOf } from '../../synth/units';
import { isBelow } from '../pods/mount';
import { rowOf } from '../rows/row-of';
import { chainTo, sendersOf } from './chain';
import type { CollectorView, ComponentView } from './collector-view';
import { typeOf } from './config-view';

/** What waits in a batch processor is not in the queue on disk that comes after it, and is lost with the process. */
export function batchBeforePersistentQueue(view: CollectorView): FindingOptions[] {
  return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
    const before = chainTo(view, id).find(({ processors }) => batchOf(processors) !== undefined);
    const batch = batchOf(before?.processors ?? []);
    const stored = exporters.find((name) => storageOf(view.find('exporters', name)) !== undefined);
    if (batch === undefined || stored === undefined) return [];
    return [
      {
        rule: 'queue/batch-before-persistent',
        location: `spec.config.service.pipelines.${before?.id ?? id}.processors`,
        message: `in the pipeline ${before?.id ?? id}, ${batch} holds telemetry in memory that the persistent queue of ${stored} is to keep`,
        fix: `leave ${batch} out: the queue makes batches itself`,
      },
    ];
  });
}

/** Where the collector keeps files unless told otherwise. */
const DEFAULT_DIRECTORY = '/var/lib/otelcol/file_storage';

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
    const copies = onStart === true || onRebound === true ? [compacted ?? DEFAULT_DIRECTORY] : [];
    const directory = [settings['directory'] ?? DEFAULT_DIRECTORY, ...copies].find(
      (path) => typeof path === 'string' && !isMounted(view, path),
    );
    if (!rowOf('extensions', type).keepsFiles || typeof directory !== 'string') return [];
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

/** A link may be down for long: an exporter over it that gives up drops what it holds. So does any that keeps nothing, where nobody else does. */
export function retryGivesUp(view: CollectorView): FindingOptions[] {
  return view.in('exporters').flatMap((exporter) => {
    const { overLink = false, passesAnswers = true } = view.programOf(exporter) ?? {};
    if (hasNoQueue(exporter) && !passesAnswers) {
      return [
        {
          rule: 'queue/retry-gives-up',
          location: exporter.location,
          message: `${exporter.id} has no queue, and nothing before it keeps what it is given: what fails is dropped`,
          fix: 'leave queue out, or receive over OTLP alone, without processors that hold telemetry: then failures go back to the sender',
        },
      ];
    }
    const tooEarly = giveUpEarly(exporter, passesAnswers);
    if (tooEarly !== undefined) return [tooEarly];
    if (!overLink) return [];
    const { enabled, max_elapsed_time: elapsed } = record(exporter.settings['retry_on_failure']);
    const forEver = enabled !== false && (elapsed === 0 || (typeof elapsed === 'string' && /^0+[a-zµ]*$/.test(elapsed)));
    if (forEver || hasNoQueue(exporter)) return [];
    return [
      {
        rule: 'queue/retry-gives-up',
        location: `${exporter.location}.retry_on_failure`,
        message: `${exporter.id} sends over a link and ${enabled === false ? 'does not try again' : `gives up after ${typeof elapsed === 'string' ? elapsed : '5m'}`}: what it holds is dropped while the link is down`,
        fix: 'leave retryFor and retryOnFailure at their defaults, which is for ever; the bound is the size of the queue',
      },
    ];
  });
}

/** Whether an exporter passes on at once what it cannot send. */
export function hasNoQueue({ settings }: ComponentView): boolean {
  return QUEUES.some((queue) => record(settings[queue])['enabled'] === false);
}

const QUEUES = ['sending_queue', 'remote_write_queue'];

/** Remote write says for good that its time is over: who waits for that answer drops what it sent. */
function giveUpEarly({ id, type, settings, location }: ComponentView, passesAnswers: boolean): FindingOptions | undefined {
  const isPassing = passesAnswers && record(settings['remote_write_queue'])['enabled'] === false;
  const { timeout = '5s' } = settings;
  const waits = millisOf(timeout) ?? 0;
  if (type !== 'prometheus_remote_write' || !isPassing || waits === 0 || waits > LONGEST_WAIT) return undefined;
  return {
    rule: 'queue/retry-gives-up',
    location: `${location}.timeout`,
    message: `${id} gives up after ${String(waits / 1000)}s, and says so for good: an edge waits for 30s, and drops what it sent when it is told so before`,
    fix: 'leave timeout at its default of five minutes: the edge sends again after its 30 seconds',
  };
}

/** What edges wait for an answer, in milliseconds. */
const LONGEST_WAIT = 30_000;

/** What a collector under an address answers for, edges forget: what it then holds in memory is lost with the process. */
export function heldInMemory(view: CollectorView): FindingOptions[] {
  if (view.program.acknowledgement !== 'after-export') return [];
  return [...view.config.pipelines].flatMap(([id, { processors, exporters }]) => {
    const chain = chainTo(view, id);
    const isHeld = chain.some((pipeline) => pipeline.processors.map(typeOf).some(isToHold));
    if (sendersOf(chain).length === 0 || isHeld) return [];
    const batch = batchOf(processors);
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
            ? typeOf(holder) === 'prometheus_remote_write'
              ? 'have no queue: leave remoteWriteQueue and retryOnFailure out or say remoteWriteQueue: { enabled: false }, and receive what is scraped in a pipeline of its own'
              : "keep the queue on disk, queue: 'disk', or have none: leave its options out, and receive what is scraped in a pipeline of its own"
            : `leave ${batch} out: what sends over a link makes batches itself`,
      },
    ];
  });
}

function batchOf(processors: readonly string[]): string | undefined {
  return processors.find((name) => rowOf('processors', typeOf(name)).holds === 'batches');
}

/** Whether the very purpose of a processor is to hold telemetry for a while; of `batch` it is not. */
function isToHold(type: string): boolean {
  return rowOf('processors', type).holds === 'on-purpose';
}

function hasQueueInMemory(exporter: ComponentView | undefined): boolean {
  return exporter !== undefined && rowOf('exporters', exporter.type).queue(exporter.settings) === 'memory';
}

/** The storage of an exporter's queue, undefined if the queue is in memory. */
function storageOf(exporter: ComponentView | undefined): string | undefined {
  const queue = record(exporter?.settings['sending_queue']);
  return queue['enabled'] !== false && typeof queue['storage'] === 'string' ? queue['storage'] : undefined;
}

function isMounted(view: CollectorView, directory: string): boolean {
  return view.mountPaths.some((mount) => isBelow(directory, mount));
}
