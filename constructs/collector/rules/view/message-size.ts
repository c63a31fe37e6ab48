import { record } from '../../../synth/record';
import { rowOf } from '../../rows/row-of';
import { chainTo } from './chain';
import type { CollectorView, ComponentView } from './collector-view';
import { typeOf } from './config-view';

/** Batch with a limit in items. */
export interface ItemBatch {
  /** Id of the processor that makes it; undefined for the queue of the exporter. */
  readonly by: string | undefined;
  readonly items: number;
  /** Whether there is no upper limit: the last request that joins a batch is not split. */
  readonly isExceeded: boolean;
  /** Usual size of an item, in bytes. */
  readonly usual: number;
}

/** Size of spans and log records as this package estimates it. */
const USUAL_ITEM = 1024;
/** Size of a data point, which has less text. */
const USUAL_POINT = 256;
/** Default of the collector, for the processor and for queues. */
const DEFAULT_ITEMS = 8192;

/** Returns the batches of an exporter that have no limit in bytes, of its queue or of `batch` processors before it. */
export function unboundedBatches(view: CollectorView, exporter: ComponentView): readonly ItemBatch[] {
  return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
    if (!exporters.includes(exporter.id)) return [];
    const usual = typeOf(id) === 'metrics' ? USUAL_POINT : USUAL_ITEM;
    const batch = queueBatch(exporter, usual) ?? processorBatch(view, id, usual);
    return batch === undefined ? [] : [batch];
  });
}

/** Option of a receiver that limits messages. */
export function limitOption({ type }: ComponentView): string {
  return type === 'otlp_http' ? 'maxRequestBodySize' : 'maxRecvMsgSize';
}

function queueBatch({ settings }: ComponentView, usual: number): ItemBatch | undefined {
  const queue = record(settings['sending_queue'] ?? record(record(settings['protocol'])['otlp'])['sending_queue']);
  if (queue['enabled'] === false || queue['batch'] === undefined) return undefined;
  const { sizer = queue['sizer'] ?? 'items', max_size: max, min_size: min = DEFAULT_ITEMS } = record(queue['batch']);
  return sizer === 'items' ? batchOf(undefined, max, min, usual) : undefined;
}

/** The batch of the processor that is nearest to an exporter. */
function processorBatch(view: CollectorView, pipeline: string, usual: number): ItemBatch | undefined {
  const nearest = chainTo(view, pipeline)
    .flatMap(({ processors }) => [...processors].reverse())
    .find((name) => rowOf('processors', typeOf(name)).holds !== 'nothing');
  const processor = nearest === undefined ? undefined : view.find('processors', nearest);
  if (processor?.type !== 'batch') return undefined;
  const { send_batch_max_size: max, send_batch_size: size = DEFAULT_ITEMS } = processor.settings;
  return batchOf(processor.id, max, size, usual);
}

function batchOf(by: string | undefined, max: unknown, min: unknown, usual: number): ItemBatch | undefined {
  const isExceeded = typeof max !== 'number' || max === 0;
  const items = isExceeded ? min : max;
  return typeof items === 'number' && items > 0 ? { by, items, isExceeded, usual } : undefined;
}
