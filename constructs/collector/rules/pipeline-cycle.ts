import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import type { CollectorView } from './view/collector-view';
import { typeOf } from './view/config-view';
import { pairsOf } from './view/connector-pairs';

/** Connectors do not lead back to a pipeline. Otherwise the collector does not start. */
export const pipelineCycle = defineRule({
  id: 'pipeline/cycle',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'connectors lead back to the pipeline they began in',
  check: (view) => {
    const next = new Map([...view.config.pipelines.keys()].map((id) => [id, successors(view, id)]));
    const cycle = findCycle(next);
    if (cycle === undefined) return [];
    return [
      {
        location: `spec.config.service.pipelines.${cycle[0] ?? ''}`,
        message: `the pipelines ${[...cycle, cycle[0]].join(' → ')} lead back to where they began`,
        fix: 'take one of the connectors out of the pipelines',
      },
    ];
  },
});

function successors(view: CollectorView, id: string): readonly string[] {
  const exported = view.config.pipelines.get(id)?.exporters ?? [];
  return view.in('connectors').flatMap((connector) => {
    if (!exported.includes(connector.id)) return [];
    const pairs = pairsOf(view, connector);
    return [...view.config.pipelines]
      .filter(([to, { receivers }]) => receivers.includes(connector.id) && (pairs?.includes(`${typeOf(id)}_to_${typeOf(to)}`) ?? true))
      .map(([to]) => to);
  });
}

/** Returns the nodes of one cycle in order; undefined if there is no cycle. */
function findCycle(next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] | undefined => {
    const seen = trail.indexOf(node);
    if (seen >= 0) return trail.slice(seen);
    if (done.has(node)) return undefined;
    for (const after of next.get(node) ?? []) {
      const cycle = visit(after, [...trail, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of next.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
