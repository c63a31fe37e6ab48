import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import type { ProcessorRow, RequestRead } from '../rows/component-row';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import type { ComponentView } from './view/collector-view';
import { storageOf } from './view/exporter-queue';
import { describePart, requestUses } from './view/request-uses';

/** No component before a reader of the request drops the request. Components that hold telemetry drop it. */
export const requestLost = defineRule({
  id: 'request/lost',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component reads a header or the connection of a request after a component that drops it',
  check: (view) =>
    requestUses(view).flatMap(({ component, read, before, exporter }) => {
      const processor = before.find((one) => dropsRequest(one, read));
      const isQueue = processor === undefined && exporter !== undefined && queueDropsRequest(exporter, read);
      if (processor === undefined && !isQueue) return [];
      const reader = exporter?.id ?? component.id;
      return [
        {
          location: `${component.location}.${read.location}`,
          message: `${processor?.id ?? `the sending queue of ${reader}`} drops the request before ${reader} reads ${describePart(read)}`,
          fix: processor === undefined ? QUEUE_FIX : processorFix(processor, component, read),
        },
      ];
    }),
});

const QUEUE_FIX = "Set queue: 'memory', and name the header in sendingQueue.batch.partition.metadataKeys if you set it.";

function processorFix(processor: ComponentView, reader: ComponentView, { part }: RequestRead): string {
  if (holdsOf(processor) === 'batches' && part !== 'connection')
    return `Add the header to metadataKeys of ${processor.id}, or remove ${processor.id}.`;
  if (reader.part === 'processors') return `Move ${reader.id} before ${processor.id}, or remove ${processor.id}.`;
  return `Remove ${processor.id}, or use a pipeline without it.`;
}

/** Whether a processor forwards telemetry without its request. */
function dropsRequest(processor: ComponentView, { part }: RequestRead): boolean {
  const holds = holdsOf(processor);
  if (holds === 'nothing') return false;
  return holds !== 'batches' || part === 'connection' || !hasKey(processor.settings['metadata_keys'], part.metadata);
}

function holdsOf({ type }: ComponentView): ProcessorRow<never>['holds'] {
  return rowOf('processors', type).holds;
}

/** Whether the queue of an exporter drops requests: it is on disk, or its batches are not partitioned by the header. */
function queueDropsRequest(exporter: ComponentView, { part }: RequestRead): boolean {
  const { enabled, batch } = record(exporter.settings['sending_queue']);
  if (enabled === false) return false;
  if (storageOf(exporter) !== undefined) return true;
  const keys = record(record(batch)['partition'])['metadata_keys'];
  return batch !== undefined && batch !== null && (part === 'connection' || !hasKey(keys, part.metadata));
}

function hasKey(keys: unknown, key: string): boolean {
  return Array.isArray(keys) && keys.some((one) => String(one).toLowerCase() === key.toLowerCase());
}
