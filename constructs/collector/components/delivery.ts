import { Duration, Size } from 'cdk8s';

import type { QueuebatchConfig, RetryBackOffConfig } from '../../../imports/otelcol/shared';
import { ArgumentError } from '../../synth/argument';
import type { ComponentConfig } from '../component';
import { goDuration } from '../../synth/units';

// Bytes in a batch. It has to stay below the 4 MiB that a gRPC server takes by default.
const MIN_BATCH = 524_288;
const MAX_BATCH = 2_097_152;

/** How an exporter keeps what it cannot send at once. */
export interface DeliveryOptions {
  /** Name of the component. Renaming an exporter orphans what waits in its queue. @default - what it points at */
  readonly name?: string;
  /** How long a batch is tried again after a failure before it is dropped; zero is for ever, else at least 30 seconds. @default Duration.seconds(0) */
  readonly retryFor?: Duration;
  /**
   * Most that waits for each signal, as size of the serialized telemetry; more is refused, and the sender told so. In memory
   * it has to be well below the limit of the container; with a storage in `sendingQueue` it waits on disk. At least 2 MiB, the size of a batch.
   *
   * @default Size.mebibytes(32)
   */
  readonly queueSize?: Size;
  /** Other settings of the queue, laid over what this package chooses. @default - a queue in memory, counted in bytes, with batches of 0.5 to 2 MiB */
  readonly sendingQueue?: QueuebatchConfig;
  /** Other settings of the retries. @default - the collector's: pauses from 5 to 30 seconds */
  readonly retryOnFailure?: RetryBackOffConfig;
}

/** The settings that keep what cannot be sent at once. @throws ArgumentError if the queue is smaller than a batch, or the retry too short */
export function deliverySettings(place: string, options: DeliveryOptions): ComponentConfig {
  const { retryFor = Duration.seconds(0), queueSize = Size.mebibytes(32) } = options;
  if (queueSize.toKibibytes() * 1024 < MAX_BATCH) {
    throw new ArgumentError(
      place,
      'queueSize',
      `has to hold a batch of 2 MiB, received ${String(queueSize.toKibibytes())} KiB`,
      'use at least Size.mebibytes(2)',
    );
  }
  const retry = retryFor.toSeconds({ integral: false });
  if (retry !== 0 && retry < 30) {
    throw new ArgumentError(
      place,
      'retryFor',
      `has to be zero or at least 30 seconds, the longest pause between two tries, received ${String(retry)} s`,
      'use Duration.seconds(0) to try for ever',
    );
  }
  return {
    retry_on_failure: { enabled: true, max_elapsed_time: goDuration(retryFor) },
    sending_queue: queueOf(options, queueSize),
  };
}

/** Sizes in bytes say nothing of a queue that is counted in something else. */
function queueOf({ sendingQueue }: DeliveryOptions, queueSize: Size): ComponentConfig {
  if (sendingQueue?.sizer !== undefined && sendingQueue.sizer !== 'bytes') return { enabled: true };
  return {
    enabled: true,
    sizer: 'bytes',
    queue_size: queueSize.toKibibytes() * 1024,
    batch: { sizer: 'bytes', flush_timeout: '200ms', min_size: MIN_BATCH, max_size: MAX_BATCH },
  };
}
