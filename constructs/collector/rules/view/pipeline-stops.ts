import type { IConstruct } from 'constructs';

import type { FedPipeline, ReceiverDestination } from '../../catalogue/component';
import type { ProgramCollector } from './neighbours';

/** Pipeline on the way of telemetry, and its collector. */
export interface PipelineStop {
  readonly collector: IConstruct;
  readonly pipeline: FedPipeline;
}

/** Returns the pipelines on the way from a pipeline back to itself; undefined if there is no such way. */
export function wayBack(start: PipelineStop): readonly PipelineStop[] | undefined {
  return wayFrom(start, start, [], new Set());
}

function wayFrom(
  at: PipelineStop,
  start: PipelineStop,
  trail: readonly PipelineStop[],
  seen: Set<FedPipeline>,
): readonly PipelineStop[] | undefined {
  if (seen.has(at.pipeline)) return undefined;
  seen.add(at.pipeline);
  for (const stop of nextStops(at)) {
    if (stop.pipeline === start.pipeline) return [...trail, at];
    const way = wayFrom(stop, start, [...trail, at], seen);
    if (way !== undefined) return way;
  }
  return undefined;
}

function nextStops({ collector, pipeline }: PipelineStop): readonly PipelineStop[] {
  return pipeline.exporters.flatMap((exporter): readonly PipelineStop[] => {
    if (exporter.kind === 'connector') {
      return (collector as ProgramCollector).pipelines
        .filter(({ receivers }) => receivers.some((receiver) => receiver.id === exporter.id))
        .map((next) => ({ collector, pipeline: next }));
    }
    return exporter.destinations.flatMap((destination) => ('collector' in destination ? stopsAt(destination, pipeline) : []));
  });
}

function stopsAt({ collector, receiver }: ReceiverDestination, { signal }: FedPipeline): readonly PipelineStop[] {
  return collector
    .pipelinesOf(receiver)
    .filter((next) => next.signal === signal)
    .map((next) => ({ collector, pipeline: next }));
}
