import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { batchOf } from './view/batch';
import { chainTo } from './view/chain';
import { storageOf } from './view/exporter-queue';

/** No `batch` processor stands before a persistent queue. A restart loses the data in `batch`. */
export const queueBatchBeforePersistent = defineRule({
  id: 'queue/batch-before-persistent',
  severity: 'error',
  subject: COLLECTOR,
  docs: '`batch` holds in memory what a queue on disk is to keep',
  check: (view) =>
    [...view.config.pipelines].flatMap(([id, { exporters }]) => {
      const before = chainTo(view, id).find(({ processors }) => batchOf(processors) !== undefined);
      const batch = batchOf(before?.processors ?? []);
      const stored = exporters.find((name) => storageOf(view.find('exporters', name)) !== undefined);
      if (batch === undefined || stored === undefined) return [];
      return [
        {
          location: `spec.config.service.pipelines.${before?.id ?? id}.processors`,
          message: `in the pipeline ${before?.id ?? id}, ${batch} holds telemetry in memory that the persistent queue of ${stored} is to keep`,
          fix: `leave ${batch} out: the queue makes batches itself`,
        },
      ];
    }),
});
