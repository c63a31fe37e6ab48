import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { COLLECTOR } from './subject';
import type { ComponentView } from './view/collector-view';
import { requestUses } from './view/request-uses';

/** Receivers keep the headers that other components read. */
export const requestMetadataMissing = defineRule({
  id: 'request/metadata-missing',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component reads a header of requests, and the receiver does not keep headers',
  check: (view) =>
    requestUses(view).flatMap(({ component, read, receivers, exporter }) => {
      const { part } = read;
      if (part === 'connection') return [];
      return receivers.filter(dropsHeaders).map((receiver) => ({
        location: `${component.location}.${read.location}`,
        message: `${exporter?.id ?? component.id} reads the header ${part.metadata}, and the receiver ${receiver.id} does not keep headers`,
        fix: `Set includeMetadata: true in each protocol of ${receiver.id}.`,
      }));
    }),
});

/** Whether an OTLP receiver keeps no headers in any of its protocols. */
function dropsHeaders({ type, settings }: ComponentView): boolean {
  if (type !== 'otlp') return false;
  return Object.values(record(settings['protocols'])).every((protocol) => record(protocol)['include_metadata'] !== true);
}
