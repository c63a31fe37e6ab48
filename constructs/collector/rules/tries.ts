import type { FindingOptions } from '../../synth/finding';
import { rowOf } from '../rows/row-of';
import { chainTo, isHeldIn, sendersOf } from './chain';
import type { CollectorView } from './collector-view';
import { typeOf } from './config-view';
import { hasNoQueue } from './queues';

/** Who is told that a backend refused sends again: a connector beside that exporter has counted it already, and counts it once more. */
export function triesCounted(view: CollectorView): FindingOptions[] {
  if (view.program.acknowledgement !== 'after-export') return [];
  return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
    const counter = exporters.find((name) => makesMetrics(view, name));
    const refusing = counter === undefined ? undefined : refusingBeside(view, id);
    if (counter === undefined || refusing === undefined) return [];
    return [
      {
        rule: 'connector/counts-tries',
        location: `spec.config.service.pipelines.${id}.exporters`,
        message: `${counter} counts what arrives in the pipeline ${id}, and ${refusing} sends back what its backend does not take: what an edge sends again is counted again`,
        fix: `count at the edges, with addSpanMetrics of their collectors, or give ${refusing} a queue on disk, on a volume claim of CollectorMode.statefulset`,
      },
    ];
  });
}

/** An exporter without a queue that is given the same as a pipeline. */
function refusingBeside(view: CollectorView, id: string): string | undefined {
  const senders = sendersOf(chainTo(view, id));
  const beside = [...view.config.pipelines.keys()].filter((other) => {
    const chain = chainTo(view, other);
    return typeOf(other) === typeOf(id) && !isHeldIn(chain) && sendersOf(chain).some((name) => senders.includes(name));
  });
  return beside.flatMap((other) => view.config.pipelines.get(other)?.exporters ?? []).find((name) => sendsBack(view, name));
}

function makesMetrics(view: CollectorView, name: string): boolean {
  const connector = view.find('connectors', name);
  if (connector === undefined || rowOf('connectors', connector.type).passesAcknowledgements) return false;
  return [...view.config.pipelines].some(([id, { receivers }]) => typeOf(id) === 'metrics' && receivers.includes(name));
}

function sendsBack(view: CollectorView, name: string): boolean {
  const exporter = view.find('exporters', name);
  return exporter !== undefined && hasNoQueue(exporter) && view.programOf(exporter)?.isHeldBehind !== true;
}
