import { record } from '../../../synth/record';
import type { ComponentView } from './collector-view';

/** Returns the largest batch that an exporter sends, in bytes; undefined if its batches are not limited in bytes. */
export function largestBatch({ settings }: ComponentView): number | undefined {
  const shared = record(record(settings['protocol'])['otlp']);
  const { enabled, batch } = record(settings['sending_queue'] ?? shared['sending_queue']);
  const { sizer, max_size: size } = record(batch);
  return enabled !== false && sizer === 'bytes' && typeof size === 'number' && size > 0 ? size : undefined;
}

const QUEUES = ['sending_queue', 'remote_write_queue'];

/** Whether an exporter has no queue, so that its sender gets the error at once. */
export function hasNoQueue({ settings }: ComponentView): boolean {
  return QUEUES.some((queue) => record(settings[queue])['enabled'] === false);
}

/** Returns the storage of the queue of an exporter; undefined if the queue is in memory. */
export function storageOf(exporter: ComponentView | undefined): string | undefined {
  const queue = record(exporter?.settings['sending_queue']);
  return queue['enabled'] !== false && typeof queue['storage'] === 'string' ? queue['storage'] : undefined;
}
