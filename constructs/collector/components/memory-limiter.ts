import { Duration } from 'cdk8s';

import { ArgumentError, requireInteger } from '../../synth/argument';
import { Processor, type ComponentBinding } from '../component';
import { goDuration } from '../units';

/**
 * Options of `memoryLimiter`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/processor/memorylimiterprocessor
 */
export interface MemoryLimiterOptions {
  /** Time between two looks at the memory in use; above zero. @default Duration.seconds(1) */
  readonly checkInterval?: Duration;
  /** Share of the container's memory, in percent from 1 to 100, above which everything is refused. @default 80 */
  readonly limitPercentage?: number;
  /** Share kept free for bursts, in percent, below the limit: above the limit less this, senders are told to wait. @default 25 */
  readonly spikeLimitPercentage?: number;
}

/** Refuses telemetry before the container runs out of memory. Made by `memoryLimiter`. */
export class MemoryLimiter extends Processor {
  private readonly checkInterval: Duration;
  private readonly limit: number;
  private readonly spike: number;

  /** @internal */
  public constructor(options: MemoryLimiterOptions) {
    super('memory_limiter');
    this.checkInterval = options.checkInterval ?? Duration.seconds(1);
    this.limit = requireInteger('memoryLimiter', 'limitPercentage', options.limitPercentage ?? 80, 1, 100);
    this.spike = requireInteger('memoryLimiter', 'spikeLimitPercentage', options.spikeLimitPercentage ?? 25, 1, 100);
    if (this.spike >= this.limit) {
      throw new ArgumentError(
        'memoryLimiter',
        'spikeLimitPercentage',
        `has to be below limitPercentage (${String(this.limit)}), received ${String(this.spike)}`,
        'lower it',
      );
    }
    if (this.checkInterval.toMilliseconds() <= 0) {
      throw new ArgumentError('memoryLimiter', 'checkInterval', 'has to be above zero, received 0', 'use for example Duration.seconds(1)');
    }
  }

  public override bind(): ComponentBinding {
    return { config: { check_interval: goDuration(this.checkInterval), limit_percentage: this.limit, spike_limit_percentage: this.spike } };
  }
}

/**
 * The processor that every pipeline begins with; collectors add it by themselves, so this is for other limits.
 *
 * @throws ArgumentError if a percentage is out of range or the spike is not below the limit
 */
export function memoryLimiter(options: MemoryLimiterOptions = {}): MemoryLimiter {
  return new MemoryLimiter(options);
}
