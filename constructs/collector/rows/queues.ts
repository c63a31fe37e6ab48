import { record } from '../../synth/record';
import type { QueuePlace, Settings } from './component-row';

/** It has no queue. */
export function noQueue(): QueuePlace {
  return 'none';
}

/** It has a sending queue unless that is switched off: in memory, unless a storage is set. */
export function queueByDefault({ sending_queue: set }: Settings): QueuePlace {
  const { enabled, storage } = record(set);
  if (enabled === false) return 'none';
  return typeof storage === 'string' ? 'disk' : 'memory';
}

/** It has a sending queue if one is set. */
export function queueIfSet(settings: Settings): QueuePlace {
  return settings['sending_queue'] === undefined ? 'none' : queueByDefault(settings);
}

/** `load_balancing` has a queue if one is set, and one for each pod that it sends to, in memory, unless that is switched off. */
export function balancedQueue(settings: Settings): QueuePlace {
  const ofEachPod = record(record(record(settings['protocol'])['otlp'])['sending_queue']);
  return ofEachPod['enabled'] === false ? queueIfSet(settings) : 'memory';
}

/** Remote write has a queue in memory, unless it is switched off or replaced by a write-ahead log. */
export function remoteWriteQueue({ wal, remote_write_queue: queue }: Settings): QueuePlace {
  if (wal !== undefined) return 'disk';
  return record(queue)['enabled'] === false ? 'none' : 'memory';
}
