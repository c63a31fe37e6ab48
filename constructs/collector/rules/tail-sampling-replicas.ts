import { defineRule } from '../../synth/define-rule';
import type { Exporter } from '../catalogue/component';
import { COLLECTOR_AND_SENDERS } from './subject';
import type { Neighbours } from './view/neighbours';
import { traceDeciders } from './view/trace-deciders';

/** A component that decides on whole traces gets all spans of a trace in one pod. */
export const tailSamplingReplicas = defineRule({
  id: 'tail-sampling/replicas',
  severity: 'error',
  subject: COLLECTOR_AND_SENDERS,
  docs: 'several pods decide on parts of a trace',
  check: (view, neighbours) => {
    const deciders = traceDeciders(view);
    if (deciders.length === 0 || view.mostReplicas <= 1) return [];
    const senders = exportersTo(neighbours);
    const apart = senders.filter(({ exporter }) => !exporter.keepsTracesTogether);
    const isExposed = view.program.exposedReceivers.length > 0;
    if (senders.length > 0 && apart.length === 0 && !isExposed) return [];
    const why = reasonOf(apart[0], isExposed);
    return deciders.map(({ id, location }) => ({
      location,
      message: `${id} needs all spans of a trace in one pod, the collector has several, ${why}`,
      fix: 'run one replica, or put a collector in front that exports with loadBalancedExporter(receiver)',
    }));
  },
});

/** Exporter, and the path of its collector. */
interface Sender {
  readonly path: string;
  readonly exporter: Exporter;
}

function reasonOf(apart: Sender | undefined, isExposed: boolean): string {
  if (apart !== undefined) return `and ${apart.exporter.id} of ${apart.path} spreads the spans of a trace over them`;
  return isExposed
    ? 'and it is under an address, which leads to any of them'
    : 'and no exporter of this program keeps traces together for it';
}

/** Returns the exporters of traces in the whole program that send to a collector. */
function exportersTo({ collector, findCollectors }: Neighbours): readonly Sender[] {
  return findCollectors().flatMap(({ node, pipelines }) => {
    const exporters = pipelines.filter(({ signal }) => signal === 'traces').flatMap((pipeline) => pipeline.exporters);
    return exporters.flatMap((exporter) =>
      exporter.kind === 'exporter' && exporter.destinations.some((to) => 'collector' in to && to.collector.node === collector.node)
        ? [{ path: node.path, exporter }]
        : [],
    );
  });
}
