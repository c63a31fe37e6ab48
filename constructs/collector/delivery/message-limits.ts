import { record } from '../../synth/record';
import type { Destination, Exporter, ReceiverDestination } from '../catalogue/component';
import type { Signal } from '../config/signal';
import { rowOf } from '../rows/row-of';

/** Sizes of messages that the servers behind an exporter accept. */
export interface MessageLimits {
  /** Smallest limit of the receivers that the exporter sends to, in KiB; undefined if none of them is known. */
  readonly largestMessage: number | undefined;
  /** Smallest limit of the receivers that get the same messages from these collectors, in KiB; undefined if none of them is known. */
  readonly largestForwarded: number | undefined;
  /** Whether these collectors forward the same messages to a server outside of the program. */
  readonly isForwardedOutside: boolean;
}

/** Returns the limits of the destinations of an exporter, and of what is behind them. */
export function messageLimits({ destinations }: Exporter, signals: ReadonlySet<Signal>): MessageLimits {
  const known = destinations.flatMap((destination) => ('collector' in destination ? [destination] : []));
  const behind = known.flatMap((destination) => limitsBehind(destination, signals, new Set()));
  return {
    largestMessage: smallest(known.map(limitOf)),
    largestForwarded: smallest(behind.filter((limit) => limit !== 'unknown')),
    isForwardedOutside: behind.includes('unknown'),
  };
}

/** A limit in KiB; `unknown` for a server outside of the program. */
type Limit = number | undefined | 'unknown';

function limitsBehind({ collector, receiver }: ReceiverDestination, signals: ReadonlySet<Signal>, seen: Set<string>): readonly Limit[] {
  if (seen.has(collector.node.path) || collector.arrivals.acknowledgement === 'on-receipt') return [];
  seen.add(collector.node.path);
  const pipelines = collector
    .pipelinesOf(receiver)
    .filter(
      ({ signal, processors }) => signals.has(signal) && processors.every(({ type }) => rowOf('processors', type).holds === 'nothing'),
    );
  const exporters = pipelines.flatMap((pipeline) => pipeline.exporters.flatMap((one) => (one.kind === 'exporter' ? [one] : [])));
  return exporters
    .filter(
      (exporter) => SENDERS.includes(exporter.type) && record(exporter.bind(collector.host).config['sending_queue'])['enabled'] === false,
    )
    .flatMap(({ destinations }) => {
      if (destinations.length === 0) return ['unknown' as const];
      return destinations.flatMap((destination) => limitsAt(destination, signals, seen));
    });
}

/** Exporters whose messages are as large as what they get. */
const SENDERS: readonly string[] = ['otlp_grpc', 'otlp_http'];

function limitsAt(destination: Destination, signals: ReadonlySet<Signal>, seen: Set<string>): readonly Limit[] {
  if (!('collector' in destination)) return ['unknown'];
  return [limitOf(destination), ...limitsBehind(destination, signals, seen)];
}

function limitOf({ receiver, protocol }: ReceiverDestination): number | undefined {
  return protocol === 'http' ? receiver.largestBody : receiver.largestMessage;
}

function smallest(limits: readonly (number | undefined)[]): number | undefined {
  const known = limits.filter((limit) => limit !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
