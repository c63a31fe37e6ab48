import { Duration, Size } from 'cdk8s';

import type { QueuebatchConfig, RetryBackOffConfig } from '../../../imports/otelcol/shared';
import { ArgumentError, quote, requireOneOf } from '../../synth/argument';
import { goDuration, kibibytesOf, quantity } from '../../synth/units';
import type { Component, ComponentConfig, Extension } from '../catalogue/component';
import type { CollectorHost } from '../pods/host';
import { forwardedHeaders } from './forwarded-headers';
import { outageCovered, requireOutage, sizeFor, type Outage } from './outage';
import { diskFor, queueSizeIn, queueStorage } from './queue-storage';

// Bytes in a batch. It has to stay below the 4 MiB that a gRPC server takes by default.
const MIN_BATCH = 524_288;
const MAX_BATCH = 2_097_152;
const SMALLEST = Size.kibibytes(MAX_BATCH / 1024);

/**
 * Batches on their way at a time from a queue on disk: fewer than the collector's 10. What they hold is listed in every write, and put
 * back one by one when the process starts again.
 */
const DISK_CONSUMERS = 4;

/** One batch of metrics after the other: a backend refuses for good a sample that is older than the last one of its series. */
const METRIC_CONSUMERS = 1;

/**
 * Where telemetry waits that cannot be sent at once: on disk, which a process that is killed leaves behind, in memory, or nowhere: then a
 * failure goes straight back to the sender, which keeps what it sent.
 */
export type QueueKind = 'disk' | 'memory' | 'none';

/** Settings of an exporter without a queue: what is not taken goes back to the sender. */
export const NO_QUEUE: ComponentConfig = { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } };

/** How an exporter keeps what it cannot send at once. */
export interface DeliveryOptions {
  /** Name of the component. Renaming an exporter orphans what waits in its queue. @default - what it points at */
  readonly name?: string;
  /**
   * Where telemetry waits. A queue on disk brings its storage: `fileStorageExtension` in a directory of its own, on an `emptyDir` unless
   * a volume is mounted there or above. With `'none'` nothing is kept here: it is tried for as long as the
   * sender waits at most.
   *
   * @default - `'none'` where the collector acknowledges after export, see `acknowledge` of `CollectorPipeline`; else `'disk'` for what
   *   `exporterTo` returns and `'memory'` for others. Where another option of the queue is given there is a queue.
   */
  readonly queue?: QueueKind;
  /** How long a batch is tried again after a failure before it is dropped; zero is for ever, else at least 30 seconds. @default Duration.seconds(0) */
  readonly retryFor?: Duration;
  /**
   * Most that waits for each signal, as size of the serialized telemetry; more is refused, and the sender told so. In memory
   * it has to be well below the limit of the container; a file on disk is up to three times as large. At least 2 MiB, the size of a batch.
   *
   * @default - what `outage` needs; without it 64 MiB on disk and 32 MiB in memory
   */
  readonly queueSize?: Size;
  /**
   * Whether what is written to a queue on disk is on the disk before the sender is answered, so that a loss of power loses nothing either. A
   * write takes as long as the disk does then. Asks for `queue: 'disk'`.
   *
   * @default false
   */
  readonly fsync?: boolean;
  /** How long the far end may be away, at how many spans a second, until something is refused. Less than that is found. @default - nothing is asked for */
  readonly outage?: Outage;
  /** Other settings of the queue, laid over what this package chooses. @default - counted in bytes, with batches of 0.5 to 2 MiB */
  readonly sendingQueue?: QueuebatchConfig;
  /** Other settings of the retries. @default - the collector's: pauses from 5 to 30 seconds */
  readonly retryOnFailure?: RetryBackOffConfig;
}

/** An exporter of any signals. */
type SendingComponent = Component & { readonly overLink: boolean };

/** What an exporter keeps in a collector. */
export interface BoundDelivery {
  readonly kind: QueueKind;
  readonly settings: ComponentConfig;
  /** The storage of the queue. */
  readonly extensions: readonly Extension[];
}

/** The options of an exporter that are the collector's own: those that `Delivery` has turned into settings are left out. */
export function withoutDelivery<O extends DeliveryOptions>(
  options: O,
): Omit<O, 'name' | 'queue' | 'retryFor' | 'queueSize' | 'fsync' | 'outage'> {
  const { name: _, queue: _queue, retryFor: _retryFor, queueSize: _queueSize, fsync: _fsync, outage: _outage, ...own } = options;
  return own;
}

const QUEUES: readonly QueueKind[] = ['disk', 'memory', 'none'];

/** How an exporter keeps what it cannot send at once, in whatever collector it is. */
export class Delivery {
  /**
   * @param volume what the queues of an exporter share, if their size follows from that
   * @throws ArgumentError if the queue is smaller than a batch, the retry too short, or there are options for a queue that is not there
   */
  public constructor(
    place: string,
    private readonly options: DeliveryOptions,
    private readonly volume?: Size,
  ) {
    const { retryFor = Duration.seconds(0), queueSize, outage } = options;
    if (options.queue !== undefined) requireOneOf(place, 'queue', options.queue, QUEUES);
    requireQueue(place, options);
    if (queueSize !== undefined) requireBatchFits(place, queueSize);
    requireRetry(place, retryFor);
    if (outage !== undefined) requireOutage(place, outage);
  }

  /** What was asked for and is not given in a collector, in words. */
  public shortfallIn(host: CollectorHost, exporter: SendingComponent): string | undefined {
    const { outage } = this.options;
    return outage && shortfallOf(this.sizeIn(host, exporter, this.kindIn(host, exporter)), outage);
  }

  /** For an exporter in a collector. */
  public in(host: CollectorHost, exporter: SendingComponent): BoundDelivery {
    const { options } = this;
    const kind = this.kindIn(host, exporter);
    if (kind === 'none') return { kind, settings: NO_QUEUE, extensions: [] };
    const { signals } = host.placeOf(exporter);
    const queueSize = this.sizeIn(host, exporter, kind);
    const extensions =
      kind === 'disk' && options.sendingQueue?.storage === undefined
        ? [queueStorage(exporter, diskFor(queueSize, signals.size), options.fsync)]
        : [];
    const [storage] = extensions;
    const consumers = signals.has('metrics') ? METRIC_CONSUMERS : kind === 'disk' ? DISK_CONSUMERS : undefined;
    const queue = {
      enabled: true,
      ...this.boundsOf(queueSize, kind === 'memory' ? forwardedHeaders(exporter, host) : []),
      ...(consumers !== undefined && { num_consumers: consumers }),
      ...(storage && { storage: storage.id }),
    };
    const retry = { enabled: true, max_elapsed_time: goDuration(options.retryFor ?? Duration.seconds(0)) };
    return { kind, settings: { retry_on_failure: retry, sending_queue: queue }, extensions };
  }

  private kindIn(host: CollectorHost, exporter: SendingComponent): QueueKind {
    const { queue, queueSize, fsync, outage, sendingQueue, retryFor, retryOnFailure } = this.options;
    if (queue !== undefined) return queue;
    if (sendingQueue?.enabled === false) return 'memory';
    if (sendingQueue?.storage !== undefined || fsync === true) return 'disk';
    const isWanted = [queueSize, outage, sendingQueue, retryFor, retryOnFailure].some((option) => option !== undefined);
    if (!isWanted && host.placeOf(exporter).isAcknowledgedAfter) return 'none';
    return exporter.overLink ? 'disk' : 'memory';
  }

  private sizeIn(host: CollectorHost, exporter: SendingComponent, kind: QueueKind): Size {
    const { queueSize, outage, sendingQueue } = this.options;
    if (queueSize !== undefined) return queueSize;
    if (sendingQueue?.queueSize !== undefined && isInBytes(sendingQueue)) return Size.kibibytes(sendingQueue.queueSize / 1024);
    if (this.volume !== undefined) return queueSizeIn(this.volume, host.placeOf(exporter).signals.size);
    if (outage === undefined) return Size.mebibytes(kind === 'disk' ? 64 : 32);
    const size = sizeFor(outage);
    return isBelow(size, SMALLEST) ? SMALLEST : size;
  }

  /** Sizes in bytes say nothing of a queue that is counted in something else. */
  private boundsOf(queueSize: Size, headers: readonly string[]): ComponentConfig {
    if (!isInBytes(this.options.sendingQueue)) return {};
    return {
      sizer: 'bytes',
      queue_size: kibibytesOf(queueSize) * 1024,
      batch: {
        sizer: 'bytes',
        flush_timeout: '200ms',
        min_size: MIN_BATCH,
        max_size: MAX_BATCH,
        // A batch of requests with different headers would have none.
        ...(headers.length > 0 && { partition: { metadata_keys: headers } }),
      },
    };
  }
}

/** What an outage needs and a queue of a size that was given does not hold. */
function shortfallOf(queueSize: Size, outage: Outage): string | undefined {
  const needed = sizeFor(outage);
  if (!isBelow(queueSize, needed)) return undefined;
  const covered = minutes(outageCovered(queueSize, outage));
  return `holds ${covered} minutes at ${String(outage.spansPerSecond)} spans a second, and ${minutes(outage.lasts)} were asked for, which need ${quantity(needed)}`;
}

function minutes(duration: Duration): string {
  return String(Math.floor(duration.toMinutes({ integral: false }) * 10) / 10);
}

function isInBytes({ sizer = 'bytes' }: QueuebatchConfig = {}): boolean {
  return sizer === 'bytes';
}

function isBelow(a: Size, b: Size): boolean {
  return kibibytesOf(a) < kibibytesOf(b);
}

function requireBatchFits(place: string, queueSize: Size): void {
  if (!isBelow(queueSize, SMALLEST)) return;
  throw new ArgumentError(
    place,
    'queueSize',
    `has to hold a batch of 2 MiB, received ${String(kibibytesOf(queueSize))} KiB`,
    'use at least Size.mebibytes(2)',
  );
}

function requireRetry(place: string, retryFor: Duration): void {
  const retry = retryFor.toSeconds({ integral: false });
  if (retry === 0 || retry >= 30) return;
  throw new ArgumentError(
    place,
    'retryFor',
    `has to be zero or at least 30 seconds, the longest pause between two tries, received ${String(retry)} s`,
    'use Duration.seconds(0) to try for ever',
  );
}

/** Without a queue there is nothing that its options could mean, and a storage keeps nothing that is to wait in memory. */
function requireQueue(place: string, { queue, sendingQueue, fsync, ...others }: DeliveryOptions): void {
  if (fsync === true && (queue === 'memory' || sendingQueue?.storage !== undefined)) {
    const message = `is for the queue on disk that this package makes, received ${queue === 'memory' ? 'a queue in memory' : 'a storage'} beside it`;
    throw new ArgumentError(
      place,
      'fsync',
      message,
      "leave out fsync or choose queue: 'disk'; a storage of your own has fsync as an option",
    );
  }
  if (queue === 'memory' && sendingQueue?.storage !== undefined) {
    throw new ArgumentError(place, 'queue', 'a queue in memory has no storage, received both', 'leave out queue: "memory" or the storage');
  }
  const { queueSize: size, outage: lasts } = others;
  if (size !== undefined && sendingQueue?.queueSize !== undefined) {
    throw new ArgumentError(place, 'queueSize', 'is said twice, by itself and in sendingQueue', 'leave one of them out');
  }
  if (!isInBytes(sendingQueue) && (size !== undefined || lasts !== undefined)) {
    const message = `${size === undefined ? 'outage' : 'queueSize'} is for a queue that is counted in bytes, received the sizer ${quote(String(sendingQueue?.sizer))} beside it`;
    throw new ArgumentError(place, 'sendingQueue.sizer', message, 'leave the sizer out, or give sendingQueue.queueSize in what it counts');
  }
  if (queue !== 'none') return;
  const { queueSize, outage, retryFor, retryOnFailure } = others;
  const given = Object.entries({ queueSize, outage, fsync, retryFor, retryOnFailure, sendingQueue }).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length === 0) return;
  const names = given.map(([name]) => name).join(', ');
  throw new ArgumentError(place, 'queue', `"none" goes without ${names}, received both`, 'choose "disk" or "memory", or leave them out');
}
