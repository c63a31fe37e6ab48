import { defineRule } from '../../synth/define-rule';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import { chainTo, isHeldIn, sendersOf } from './view/chain';
import type { CollectorView } from './view/collector-view';
import { typeOf } from './view/config-view';
import { hasNoQueue } from './view/exporter-queue';

/** No connector counts telemetry next to an exporter without a queue. If its backend returns an error, edges retry, and the connector counts twice. */
export const connectorCountsTries = defineRule({
  id: 'connector/counts-tries',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'what is sent again is counted again, beside an exporter without a queue',
  check: (view) => {
    if (view.program.acknowledgement !== 'after-export') return [];
    return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
      const counter = exporters.find((name) => createsMetrics(view, name));
      const refusing = counter === undefined ? undefined : refusingExporter(view, id);
      if (counter === undefined || refusing === undefined) return [];
      return [
        {
          location: `spec.config.service.pipelines.${id}.exporters`,
          message: `${counter} counts what arrives in the pipeline ${id}, and ${refusing} sends back what its backend does not take: what an edge sends again is counted again`,
          fix: `count at the edges, with addSpanMetrics of their collectors, or give ${refusing} a queue on disk, on a volume claim of CollectorMode.statefulset`,
        },
      ];
    });
  },
});

/** Returns an exporter without a queue that gets the same telemetry as a pipeline. */
function refusingExporter(view: CollectorView, id: string): string | undefined {
  const senders = sendersOf(chainTo(view, id));
  const parallel = [...view.config.pipelines].filter(([other]) => {
    const chain = chainTo(view, other);
    return typeOf(other) === typeOf(id) && !isHeldIn(chain) && sendersOf(chain).some((name) => senders.includes(name));
  });
  return parallel.flatMap(([, { exporters }]) => exporters).find((name) => passesErrors(view, name));
}

function createsMetrics(view: CollectorView, name: string): boolean {
  const connector = view.find('connectors', name);
  if (connector === undefined || rowOf('connectors', connector.type).passesAcknowledgements) return false;
  return [...view.config.pipelines].some(([id, { receivers }]) => typeOf(id) === 'metrics' && receivers.includes(name));
}

function passesErrors(view: CollectorView, name: string): boolean {
  const exporter = view.find('exporters', name);
  return exporter !== undefined && hasNoQueue(exporter) && view.programOf(exporter)?.isHeldBehind !== true;
}
