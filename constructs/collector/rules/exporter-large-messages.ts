import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { largestBatch } from './view/exporter-queue';

/** Messages that gRPC servers accept by default, in bytes. */
const DEFAULT_LIMIT = 4 * 2 ** 20;

/** Batches for gRPC servers outside of the program are not larger than the default limit of gRPC servers. */
export const exporterLargeMessages = defineRule({
  id: 'exporter/large-messages',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'an exporter sends larger messages than gRPC servers accept by default',
  check: (view) =>
    view.ofType('exporters', 'otlp_grpc').flatMap((exporter) => {
      const batch = largestBatch(exporter);
      if (batch === undefined || batch <= DEFAULT_LIMIT || view.programOf(exporter)?.largestMessage !== undefined) return [];
      return [
        {
          location: `${exporter.location}.sending_queue.batch.max_size`,
          message: `${exporter.id} sends batches of up to ${String(batch)} bytes, and gRPC servers accept ${String(DEFAULT_LIMIT)} by default`,
          fix: 'Set sendingQueue.batch.maxSize to a lower value, or turn this rule off if the server accepts larger messages.',
        },
      ];
    }),
});
