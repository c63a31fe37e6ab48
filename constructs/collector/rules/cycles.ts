import type { FindingOptions } from '../../synth/finding';
import type { CollectorView } from './collector-view';
import { typeOf } from './config-view';
import { pairsOf } from './signals';

/** Pipelines that lead back to themselves by connectors: the collector would not start. */
export function pipelineCycle(view: CollectorView): FindingOptions[] {
  const next = new Map([...view.config.pipelines.keys()].map((id) => [id, successors(view, id)]));
  const cycle = findCycle(next);
  if (cycle === undefined) return [];
  return [
    {
      rule: 'pipeline/cycle',
      location: `spec.config.service.pipelines.${cycle[0] ?? ''}`,
      message: `the pipelines ${[...cycle, cycle[0]].join(' → ')} lead back to where they began`,
      fix: 'take one of the connectors out of the pipelines',
    },
  ];
}

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

/** The nodes of one cycle in order, undefined if there is none. */
export function findCycle(next: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
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
