import { record } from '../../synth/record';
import { defineRule } from '../../synth/define-rule';
import { rowOf } from '../rows/row-of';
import type { RequestRead } from '../rows/component-row';
import { COLLECTOR } from './subject';
import type { ComponentView } from './view/collector-view';
import { describePart, requestUses } from './view/request-uses';

/** A component that reads a part of the request gets it. Components that hold telemetry drop the request. */
export const requestLost = defineRule({
  id: 'request/lost',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component reads a header or the connection of a request after a component that drops it',
  check: (view) =>
    requestUses(view).flatMap(({ component, read, before, exporter }) => {
      const dropper = before.find((processor) => dropsRequest(processor, read))?.id ?? queueOf(exporter, read);
      if (dropper === undefined) return [];
      const reader = exporter?.id ?? component.id;
      return [
        {
          location: `${component.location}.${read.location}`,
          message: `${reader} reads ${describePart(read)}, and ${dropper} before it drops the request`,
          fix: fixFor(reader, dropper, read),
        },
      ];
    }),
});

/** Whether a processor forwards telemetry without its request. */
function dropsRequest({ type, settings }: ComponentView, { part }: RequestRead): boolean {
  const { holds } = rowOf('processors', type);
  if (holds === 'nothing') return false;
  return holds !== 'batches' || part === 'connection' || !hasKey(settings['metadata_keys'], part.metadata);
}

/** Returns the name of the queue of an exporter, if it drops requests: it is on disk, or it batches without the key. */
function queueOf(exporter: ComponentView | undefined, { part }: RequestRead): string | undefined {
  if (exporter === undefined) return undefined;
  const { enabled, storage, batch } = record(exporter.settings['sending_queue']);
  if (enabled === false) return undefined;
  const keys = record(record(batch)['partition'])['metadata_keys'];
  const isKept = part !== 'connection' && hasKey(keys, part.metadata);
  const drops = (storage !== undefined && storage !== null) || (batch !== undefined && batch !== null && !isKept);
  return drops ? `the sending queue of ${exporter.id}` : undefined;
}

function hasKey(keys: unknown, key: string): boolean {
  return Array.isArray(keys) && keys.some((one) => String(one).toLowerCase() === key.toLowerCase());
}

function fixFor(reader: string, dropper: string, { part }: RequestRead): string {
  if (dropper.startsWith('the sending queue'))
    return "Set queue: 'memory', and name the header in sendingQueue.batch.partition.metadataKeys if you set it.";
  const move = `Move ${reader} before ${dropper}`;
  return part === 'connection' || !dropper.startsWith('batch')
    ? `${move}, or remove ${dropper}.`
    : `Add the header to metadataKeys of ${dropper}, or remove ${dropper}.`;
}
