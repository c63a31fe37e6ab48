import { defineRule } from '../../synth/define-rule';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import { batchOf } from './view/batch';
import { chainTo, sendersOf } from './view/chain';
import type { ComponentView } from './view/collector-view';
import { typeOf } from './view/config-view';

/** A collector under an address does not buffer acknowledged data in memory. A restart loses this data, and the edges do not have it any more. */
export const queueHeldInMemory = defineRule({
  id: 'queue/held-in-memory',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'a collector under an address answers for what it holds in memory',
  check: (view) => {
    if (view.program.acknowledgement !== 'after-export') return [];
    return [...view.config.pipelines].flatMap(([id, { processors, exporters }]) => {
      const chain = chainTo(view, id);
      const isHeld = chain.some((pipeline) => pipeline.processors.map(typeOf).some(holdsOnPurpose));
      if (sendersOf(chain).length === 0 || isHeld) return [];
      const batch = batchOf(processors);
      const queued = exporters.filter((name) => hasQueueInMemory(view.find('exporters', name)));
      const holder = batch ?? queued[0];
      if (holder === undefined) return [];
      return [
        {
          location: `spec.config.service.pipelines.${id}`,
          message: `${holder} of the pipeline ${id} holds in memory what the sender was told to have arrived: it is lost if the collector is killed`,
          fix: batch === undefined ? queueFix(holder) : `leave ${batch} out: what sends over a link makes batches itself`,
        },
      ];
    });
  },
});

function queueFix(exporter: string): string {
  return typeOf(exporter) === 'prometheus_remote_write'
    ? 'have no queue: leave remoteWriteQueue and retryOnFailure out or say remoteWriteQueue: { enabled: false }, and receive what is scraped in a pipeline of its own'
    : "keep the queue on disk, queue: 'disk', or have none: leave its options out, and receive what is scraped in a pipeline of its own";
}

/** Whether the purpose of a processor is to delay telemetry. `batch` has another purpose. */
function holdsOnPurpose(type: string): boolean {
  return rowOf('processors', type).holds === 'on-purpose';
}

function hasQueueInMemory(exporter: ComponentView | undefined): boolean {
  return exporter !== undefined && rowOf('exporters', exporter.type).queue(exporter.settings) === 'memory';
}
