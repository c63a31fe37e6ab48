import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { largestBatch } from './view/exporter-queue';

/** Batches are not larger than the messages that the receiver accepts. A gRPC server refuses larger messages permanently, and they are dropped. */
export const exporterMessageTooLarge = defineRule({
  id: 'exporter/message-too-large',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an exporter sends larger messages than its receiver accepts',
  check: (view) =>
    view.in('exporters').flatMap((exporter) => {
      const batch = largestBatch(exporter);
      const accepted = view.programOf(exporter)?.largestMessage;
      if (batch === undefined || accepted === undefined || batch <= accepted * 1024) return [];
      return [
        {
          location: `${exporter.location}.sending_queue.batch.max_size`,
          message: `${exporter.id} sends batches of up to ${String(batch)} bytes, and its receiver accepts ${String(accepted * 1024)}`,
          fix: `Set sendingQueue.batch.maxSize to at most ${String(accepted * 1024)}, or raise maxRecvMsgSize of the receiver.`,
        },
      ];
    }),
});
