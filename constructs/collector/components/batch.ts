import { Duration } from 'cdk8s';

import { requireInteger } from '../../synth/argument';
import { Processor, type ComponentBinding } from '../component';
import { goDuration } from '../units';

/**
 * Options of `batch`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/processor/batchprocessor
 */
export interface BatchOptions {
  /** Name, if there is more than one batch processor in a collector. @default - none: the id is `batch` */
  readonly name?: string;
  /** Spans, data points or log records that make a batch full; at least 1. @default 8192 */
  readonly sendBatchSize?: number;
  /** Time after which a batch is sent however full it is. @default Duration.millis(200) */
  readonly timeout?: Duration;
}

/** Gathers telemetry into batches. Made by `batch`. */
export class Batch extends Processor {
  private readonly size: number;
  private readonly timeout: Duration;

  /** @internal */
  public constructor(options: BatchOptions) {
    super('batch', options.name);
    this.size = requireInteger('batch', 'sendBatchSize', options.sendBatchSize ?? 8192, 1);
    this.timeout = options.timeout ?? Duration.millis(200);
  }

  public override bind(): ComponentBinding {
    return { config: { send_batch_size: this.size, send_batch_max_size: this.size, timeout: goDuration(this.timeout) } };
  }
}

/**
 * A batch processor. What waits in it was acknowledged to the sender and is lost if the collector is killed: OTLP
 * exporters batch in their queue instead, and by default.
 *
 * @throws ArgumentError if the size is below 1
 */
export function batch(options: BatchOptions = {}): Batch {
  return new Batch(options);
}
