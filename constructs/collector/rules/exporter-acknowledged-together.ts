import { defineRule } from '../../synth/define-rule';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import type { ComponentView } from './view/collector-view';
import { hasNoQueue } from './view/exporter-queue';
import { fanOuts } from './view/fan-out';

/**
 * Of the exporters that get the same data, at most one has no queue. If one without a queue fails, the sender sends everything again, and the
 * other exporters get it twice.
 */
export const exporterAcknowledgedTogether = defineRule({
  id: 'exporter/acknowledged-together',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'two exporters without a queue get the same data and are acknowledged together',
  check: (view) => {
    if (view.program.acknowledgement !== 'after-export') return [];
    const found = fanOuts(view).flatMap(({ receiver, pipeline, exporters }) => {
      const direct = exporters.filter(isDirect);
      // Remote write has no queue on disk.
      const queued = direct.find(({ type }) => type !== 'prometheus_remote_write');
      if (direct.length < 2) return [];
      const names = direct.map(({ id }) => id).join(' and ');
      return [
        {
          location: `spec.config.service.pipelines.${pipeline}`,
          message: `${names} get the same data of ${receiver.id} without a queue: if one fails, senders repeat the data for all`,
          fix:
            queued === undefined
              ? 'Give each backend a separate collector and address.'
              : `Set queue: 'disk' for ${queued.id}, and run the collector as CollectorMode.statefulset with a volume claim at /var/lib/otelcol.`,
        },
      ];
    });
    // Receivers and signals can lead to the same exporters.
    return [...new Map(found.map((fault) => [fault.message, fault])).values()];
  },
});

/** Whether an exporter sends to another process and reports the result to its sender. */
function isDirect(exporter: ComponentView): boolean {
  return hasNoQueue(exporter) && rowOf('exporters', exporter.type).dials(exporter.settings)?.length !== 0;
}
