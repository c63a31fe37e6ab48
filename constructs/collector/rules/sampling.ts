import type { FindingOptions } from '../../synth/finding';
import type { Exporter } from '../catalogue/component';
import { rowOf } from '../rows/row-of';
import type { CollectorView, ComponentView, Neighbours } from './collector-view';

/** Whether a collector has something that decides by whole traces. */
export function decidesByTrace(view: CollectorView): boolean {
  return view.components.some(needsWholeTraces);
}

/** What decides by whole traces needs all spans of a trace in one pod. */
export function tracesKeptTogether(view: CollectorView, neighbours: Neighbours): FindingOptions[] {
  const deciders = view.components.filter(needsWholeTraces);
  if (deciders.length === 0 || view.mostReplicas <= 1) return [];
  const senders = exportersTo(neighbours);
  const apart = senders.filter(({ exporter }) => !exporter.keepsTracesTogether);
  const { isExposed } = view.program;
  if (senders.length > 0 && apart.length === 0 && !isExposed) return [];
  const first = apart[0];
  const why =
    first === undefined
      ? isExposed
        ? 'and it is under an address, which leads to any of them'
        : 'and no exporter of this program keeps traces together for it'
      : `and ${first.exporter.id} of ${first.path} spreads the spans of a trace over them`;
  return deciders.map(({ id, location }) => ({
    rule: 'tail-sampling/replicas',
    location,
    message: `${id} needs all spans of a trace in one pod, the collector has several, ${why}`,
    fix: 'run one replica, or put a collector in front that exports with loadBalancedExporter(receiver)',
  }));
}

function needsWholeTraces({ part, type }: ComponentView): boolean {
  return (part === 'processors' || part === 'connectors') && rowOf(part, type).needsWholeTraces;
}

/** The exporters of traces of the whole program that send to a collector. */
function exportersTo({ collector, findCollectors }: Neighbours): readonly { readonly path: string; readonly exporter: Exporter }[] {
  return findCollectors().flatMap(({ node, pipelines }) => {
    const exporters = pipelines.filter(({ signal }) => signal === 'traces').flatMap((pipeline) => pipeline.exporters);
    return exporters.flatMap((exporter) =>
      exporter.kind === 'exporter' && exporter.destinations.some((to) => 'collector' in to && to.collector.node === collector.node)
        ? [{ path: node.path, exporter }]
        : [],
    );
  });
}
