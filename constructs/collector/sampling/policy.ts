import type { Duration } from 'cdk8s';

import type { TailSamplingProcessorPolicyCfg as Settings } from '../../../imports/otelcol/processors';
import { ArgumentError, quote, requireInteger } from '../../synth/argument';

/** What a policy is made of, which decides where it may stand. */
export type SamplingPolicyKind = 'single' | 'not' | 'and' | 'combined';

/** Options that every policy takes. */
export interface SamplingPolicyOptions {
  /** Name of the policy, in metrics and logs of the collector; each of a sampler has its own. @default - made of what it asks for */
  readonly name?: string;
}

/**
 * What traces are kept, for `tailSampling` of a collector. A trace is kept if one of the policies keeps it and no `drop` takes it out.
 *
 * @typeParam K what it is made of: `not` takes single ones, `and` and `drop` also `not`, `composite` single ones and `and`
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/processor/tailsamplingprocessor
 */
export class SamplingPolicy<K extends SamplingPolicyKind = SamplingPolicyKind> {
  /** Every trace. */
  public static always(options: SamplingPolicyOptions = {}): SamplingPolicy<'single'> {
    return new SamplingPolicy('always', { type: 'always_sample' }, options);
  }

  /**
   * Traces that last long, from the start of their first span to the end of their last.
   *
   * @param atLeast how long; above zero, in whole milliseconds
   * @throws ArgumentError if the bounds are no whole milliseconds, or the upper one is not above the other
   */
  public static latency(atLeast: Duration, options: LatencyPolicyOptions = {}): SamplingPolicy<'single'> {
    const { atMost } = options;
    const thresholdMs = requireInteger(PLACE, 'latency.atLeast (ms)', atLeast.toMilliseconds({ integral: false }), 1);
    const upper = atMost && requireInteger(PLACE, 'latency.atMost (ms)', atMost.toMilliseconds({ integral: false }), thresholdMs + 1);
    const latency = { thresholdMs, ...(upper !== undefined && { upperThresholdMs: upper }) };
    const name = `latency-${String(thresholdMs)}ms${upper === undefined ? '' : `-${String(upper)}ms`}`;
    return new SamplingPolicy(name, { type: 'latency', latency }, options);
  }

  /** Traces with a span of one of these statuses, for example `['ERROR']`. @throws ArgumentError if there is none */
  public static status(codes: readonly SpanStatus[], options: SamplingPolicyOptions = {}): SamplingPolicy<'single'> {
    requireSome('status', codes);
    return new SamplingPolicy(
      `status-${codes.join('-').toLowerCase()}`,
      { type: 'status_code', statusCode: { statusCodes: codes } },
      options,
    );
  }

  /** A share of the traces, by chance. @param percent above 0, at most 100 @throws ArgumentError if it is not */
  public static probabilistic(percent: number, options: SamplingPolicyOptions = {}): SamplingPolicy<'single'> {
    if (!(percent > 0 && percent <= 100)) {
      const message = `a share has to be above 0 and at most 100 percent, received ${String(percent)}`;
      throw new ArgumentError(PLACE, 'probabilistic', message, 'leave the policy out to keep none by chance');
    }
    return new SamplingPolicy(
      `probabilistic-${String(percent)}`,
      { type: 'probabilistic', probabilistic: { samplingPercentage: percent } },
      options,
    );
  }

  /** Traces with a span or resource whose attribute is one of these texts. @throws ArgumentError without a value */
  public static stringAttribute(key: string, values: readonly string[], options: StringPolicyOptions = {}): SamplingPolicy<'single'> {
    requireSome('stringAttribute', values);
    const regex = options.matching === 'regex' && { enabledRegexMatching: true, cacheMaxSize: 1000 };
    return new SamplingPolicy(
      `${key}-${values.join('-')}`,
      { type: 'string_attribute', stringAttribute: { key, values, ...regex } },
      options,
    );
  }

  /** Traces with a span or resource whose attribute is this. */
  public static booleanAttribute(key: string, value: boolean, options: SamplingPolicyOptions = {}): SamplingPolicy<'single'> {
    return new SamplingPolicy(`${key}-${String(value)}`, { type: 'boolean_attribute', booleanAttribute: { key, value } }, options);
  }

  /** Traces for whose spans one of these conditions of the transformation language holds, which are checked at synthesis. */
  public static condition(
    conditions: readonly string[],
    options: SamplingPolicyOptions & { readonly name: string },
  ): SamplingPolicy<'single'> {
    requireSome('condition', conditions);
    return new SamplingPolicy('condition', { type: 'ottl_condition', ottlCondition: { errorMode: 'ignore', span: conditions } }, options);
  }

  /**
   * Traces as long as there are not too many spans. It counts in each pod by itself: three let three times as much through.
   *
   * @param spansPerSecond spans a second, on average; at least 1
   * @throws ArgumentError if it is not, or the burst is smaller
   */
  public static rateLimiting(spansPerSecond: number, options: RateLimitingPolicyOptions = {}): SamplingPolicy<'single'> {
    requireInteger(PLACE, 'rateLimiting', spansPerSecond, 1);
    const burst = options.burst ?? 2 * spansPerSecond;
    const burstCapacity = requireInteger(PLACE, 'rateLimiting.burst', burst, spansPerSecond);
    const name = `rate-limiting-${String(spansPerSecond)}`;
    return new SamplingPolicy(name, { type: 'rate_limiting', rateLimiting: { spansPerSecond, burstCapacity } }, options);
  }

  /** A policy that has no method here, as options of the processor. @throws ArgumentError without a name or type, or if it is made of others */
  public static of(settings: Settings): SamplingPolicy<'single'> {
    const { name = '', type = '' } = settings;
    const isCombined = ['and', 'composite', 'drop', 'not'].includes(type);
    if (name !== '' && type !== '' && !isCombined) return new SamplingPolicy(name, settings, {});
    const message = `needs a name and the type of a policy by itself, received ${quote(name)} of type ${quote(type)}`;
    throw new ArgumentError(PLACE, 'of', message, 'combine policies by SamplingPolicy.and, not, drop and composite');
  }

  /** Traces that all of these keep. @throws ArgumentError if there is none */
  public static and(policies: readonly SamplingPolicy<'single' | 'not'>[], options: SamplingPolicyOptions = {}): SamplingPolicy<'and'> {
    requireSome('and', policies);
    return new SamplingPolicy(namesOf(policies, '-and-'), { type: 'and', and: { andSubPolicy: policies.map(settingsOf) } }, options);
  }

  /** Traces that this does not keep. */
  public static not(policy: SamplingPolicy<'single'>, options: SamplingPolicyOptions = {}): SamplingPolicy<'not'> {
    return new SamplingPolicy(`not-${policy.name}`, { type: 'not', not: { notSubPolicy: policy.settings } }, options);
  }

  /** Drops traces that all of these would keep, whatever other policies say. @throws ArgumentError if there is none */
  public static drop(
    policies: readonly SamplingPolicy<'single' | 'not'>[],
    options: SamplingPolicyOptions = {},
  ): SamplingPolicy<'combined'> {
    requireSome('drop', policies);
    const drop = { dropSubPolicy: policies.map(settingsOf) };
    return new SamplingPolicy(`drop-${namesOf(policies, '-and-')}`, { type: 'drop', drop }, options);
  }

  /**
   * Shares a rate among policies: each may use its percent, and the first that keeps a trace counts it. In each pod by itself.
   *
   * @param maxSpansPerSecond of all of them together; at least 1
   * @param shares the policies in the order that they are asked in, and what each may use; together at most 100 percent
   * @throws ArgumentError if there is none, or a share is out of range
   */
  public static composite(
    maxSpansPerSecond: number,
    shares: readonly SamplingShare[],
    options: SamplingPolicyOptions = {},
  ): SamplingPolicy<'combined'> {
    requireSome('composite', shares);
    const all = shares.reduce((sum, { percent }) => sum + requireInteger(PLACE, 'composite.percent', percent, 1, 100), 0);
    requireInteger(PLACE, 'composite.percent, all together', all, 1, 100);
    const policies = shares.map(({ policy }) => policy);
    requireNames(policies);
    const composite = {
      maxTotalSpansPerSecond: requireInteger(PLACE, 'composite', maxSpansPerSecond, 1),
      policyOrder: policies.map(({ name }) => name),
      compositeSubPolicy: policies.map(settingsOf),
      rateAllocation: shares.map(({ policy, percent }) => ({ policy: policy.name, percent })),
    };
    return new SamplingPolicy(`composite-${namesOf(policies, '-')}`, { type: 'composite', composite }, options);
  }

  /** Name, in metrics and logs of the collector. */
  public readonly name: string;
  /** As `policies` of `tailSamplingProcessor` takes it. */
  public readonly settings: Settings;

  /** Type-level only: what it is made of. */
  declare protected readonly kind: K;

  private constructor(name: string, settings: Settings, options: SamplingPolicyOptions) {
    this.name = options.name ?? name;
    this.settings = { ...settings, name: this.name };
  }
}

/** Shares are given out by name. */
function requireNames(policies: readonly SamplingPolicy[]): void {
  const names = policies.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice === undefined) return;
  const message = `each policy has to have a name of its own, received ${quote(twice)} twice`;
  throw new ArgumentError(PLACE, 'composite', message, 'name one of them: { name }');
}

/** How a span ended. */
export type SpanStatus = 'ERROR' | 'OK' | 'UNSET';

/** Options of `SamplingPolicy.latency`. */
export interface LatencyPolicyOptions extends SamplingPolicyOptions {
  /** How long they last at most, in whole milliseconds. @default - no bound */
  readonly atMost?: Duration;
}

/** Options of `SamplingPolicy.stringAttribute`. */
export interface StringPolicyOptions extends SamplingPolicyOptions {
  /** Whether values are texts or regular expressions of Go. @default 'exact' */
  readonly matching?: 'exact' | 'regex';
}

/** Options of `SamplingPolicy.rateLimiting`. */
export interface RateLimitingPolicyOptions extends SamplingPolicyOptions {
  /** Most spans at once, and so in a trace: a larger one is never kept. At least the rate. @default - twice the rate */
  readonly burst?: number;
}

/** A part of `SamplingPolicy.composite`. */
export interface SamplingShare {
  readonly policy: SamplingPolicy<'single' | 'and'>;
  /** What it may use of the rate, in percent; 1 to 100. */
  readonly percent: number;
}

const PLACE = 'SamplingPolicy';

function requireSome(method: string, given: readonly unknown[]): void {
  if (given.length > 0) return;
  throw new ArgumentError(PLACE, method, 'needs at least one, received none', 'leave the policy out');
}

function namesOf(policies: readonly SamplingPolicy[], between: string): string {
  return policies.map(({ name }) => name).join(between);
}

function settingsOf({ settings }: SamplingPolicy): Settings {
  return settings;
}
