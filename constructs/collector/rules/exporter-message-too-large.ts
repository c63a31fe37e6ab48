import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { largestBatch } from './view/exporter-queue';
import { limitOption } from './view/message-size';

/**
 * Batches are not larger than the messages that the receivers on their way accept. A server refuses larger messages permanently, and they are
 * dropped.
 */
export const exporterMessageTooLarge = defineRule({
  id: 'exporter/message-too-large',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an exporter sends larger messages than its receiver accepts',
  check: (view) =>
    view.in('exporters').flatMap((exporter) => {
      const batch = largestBatch(exporter);
      const { largestMessage: next, largestForwarded: behind } = view.programOf(exporter) ?? {};
      const accepted = next !== undefined && (behind === undefined || next <= behind) ? next : behind;
      if (batch === undefined || accepted === undefined || batch <= accepted * 1024) return [];
      const limit = String(accepted * 1024);
      const isNext = accepted === next;
      return [
        {
          location: `${exporter.location}.sending_queue.batch.max_size`,
          message: `${exporter.id} sends batches of up to ${String(batch)} bytes, and ${isNext ? 'its receiver' : 'a receiver behind the next collector'} accepts ${limit}`,
          fix: `Set sendingQueue.batch.maxSize to at most ${limit}, or raise ${isNext ? limitOption(exporter) : 'the limit'} of the receiver.`,
        },
      ];
    }),
});
