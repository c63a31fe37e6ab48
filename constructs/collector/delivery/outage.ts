import { Duration, Size, SizeRoundingBehavior } from 'cdk8s';

import { ArgumentError } from '../../synth/argument';
import { kibibytesOf } from '../../synth/units';

/** What a queue is to hold while the far end is away. */
export interface Outage extends SpanRate {
  /** How long the far end is away; above zero. */
  readonly lasts: Duration;
}

/** How much telemetry there is. Data points and log records count as spans do. */
export interface SpanRate {
  /** Spans a second, of each signal; above zero. */
  readonly spansPerSecond: number;
  /** Size of a span as it is sent, before compression. @default Size.kibibytes(1) */
  readonly spanSize?: Size;
}

/**
 * How long a queue lasts while nothing can be sent: after that much is refused, and the sender told so. For any size of span that is
 * typical of the applications it tells how large a queue, or the `buffer` of an edge, has to be.
 *
 * @param queueSize size of the queue, as `queueSize` of an exporter has it
 * @throws ArgumentError if the rate or the size of a span is not above zero
 */
export function outageCovered(queueSize: Size, rate: SpanRate): Duration {
  requireRate('outageCovered', rate);
  return Duration.seconds(Math.floor((kibibytesOf(queueSize) * 1024) / bytesPerSecond(rate)));
}

/** Size of the queue that lasts for an outage, in whole mebibytes. */
export function sizeFor(outage: Outage): Size {
  return Size.mebibytes(Math.ceil((outage.lasts.toSeconds({ integral: false }) * bytesPerSecond(outage)) / 2 ** 20));
}

/** @throws ArgumentError if a part of it is not above zero */
export function requireOutage(place: string, outage: Outage): void {
  requirePositive(place, 'outage.lasts', outage.lasts.toMilliseconds({ integral: false }));
  requireRate(place, outage);
}

function requireRate(place: string, { spansPerSecond, spanSize }: SpanRate): void {
  requirePositive(place, 'spansPerSecond', spansPerSecond);
  if (spanSize !== undefined) requirePositive(place, 'spanSize', spanSize.toKibibytes({ rounding: SizeRoundingBehavior.NONE }));
}

function bytesPerSecond({ spansPerSecond, spanSize = Size.kibibytes(1) }: SpanRate): number {
  return spansPerSecond * spanSize.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) * 1024;
}

function requirePositive(place: string, what: string, value: number): void {
  if (value > 0 && Number.isFinite(value)) return;
  throw new ArgumentError(place, what, `has to be above zero, received ${String(value)}`, 'give what the applications really send');
}
