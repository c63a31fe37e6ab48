import { defineRule, type Fault } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';
import { largestBatch } from './view/exporter-queue';
import { unboundedBatches, type ItemBatch } from './view/message-size';

/** Messages that gRPC servers accept by default, in bytes. Servers of OTLP/HTTP often have the same limit. */
const DEFAULT_LIMIT = 4 * 2 ** 20;
/** Exporters of OTLP. */
const SENDERS: readonly string[] = ['otlp_grpc', 'otlp_http', 'load_balancing'];

/** Batches for servers outside of the program are not larger than the default limit of gRPC servers. Batches with a limit in items fit too. */
export const exporterLargeMessages = defineRule({
  id: 'exporter/large-messages',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'an exporter sends larger messages than servers accept by default',
  check: (view) =>
    view
      .in('exporters')
      .filter(({ type }) => SENDERS.includes(type))
      .flatMap((exporter) => {
        const batch = largestBatch(exporter);
        return batch === undefined ? itemFaults(view, exporter) : byteFaults(view, exporter, batch);
      }),
});

function byteFaults(view: CollectorView, exporter: ComponentView, batch: number): readonly Fault[] {
  const { largestMessage, isForwardedOutside = false } = view.programOf(exporter) ?? {};
  if (batch <= DEFAULT_LIMIT || (largestMessage !== undefined && !isForwardedOutside)) return [];
  const servers = exporter.type === 'otlp_http' && !isForwardedOutside ? 'many servers of OTLP' : 'gRPC servers';
  const way = isForwardedOutside ? ', the next collector forwards them,' : '';
  return [
    {
      location: `${exporter.location}.sending_queue.batch.max_size`,
      message: `${exporter.id} sends batches of up to ${String(batch)} bytes${way} and ${servers} accept ${String(DEFAULT_LIMIT)} by default`,
      fix: 'Set sendingQueue.batch.maxSize to a lower value, or turn this rule off if the server accepts larger messages.',
    },
  ];
}

function itemFaults(view: CollectorView, exporter: ComponentView): readonly Fault[] {
  const { largestMessage, largestForwarded } = view.programOf(exporter) ?? {};
  const known = [largestMessage, largestForwarded].filter((limit) => limit !== undefined);
  const limit = known.length === 0 ? DEFAULT_LIMIT : Math.min(...known) * 1024;
  const [largest] = unboundedBatches(view, exporter)
    .filter(({ items, usual }) => items * usual > limit)
    .sort((a, b) => b.items - a.items);
  return largest === undefined ? [] : [itemFault(exporter, largest, limit)];
}

function itemFault({ id, location }: ComponentView, { by, items, usual, isExceeded }: ItemBatch, limit: number): Fault {
  const fits = Math.floor(limit / usual);
  return {
    location: by === undefined ? `${location}.sending_queue.batch` : location,
    message: `${id} sends batches of ${isExceeded ? 'at least' : 'up to'} ${String(items)} items of any size, and ${String(limit)} bytes are accepted: ${String(Math.floor(limit / items))} for each item`,
    fix:
      by === undefined
        ? 'Leave out sendingQueue.sizer and batch.sizer: then batches have a limit in bytes.'
        : `Leave out the queue options of ${id}, so that its queue limits batches in bytes, or set sendBatchMaxSize of ${by} to ${String(fits)}.`,
  };
}
