import { rowOf } from '../../rows/row-of';
import { typeOf } from './config-view';

/** Returns the first processor that collects batches in memory; undefined if there is none. */
export function batchOf(processors: readonly string[]): string | undefined {
  return processors.find((name) => rowOf('processors', typeOf(name)).holds === 'batches');
}
