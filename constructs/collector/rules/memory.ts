import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import type { CollectorView } from './collector-view';
import { typeOf } from './config-view';

const MIB = 2 ** 20;

/** Without a memory limiter a collector takes in what it cannot hold, and is killed with all it had. */
export function memoryLimiterMissing(view: CollectorView): FindingOptions[] {
  if (view.distribution.holds('processors', 'memory_limiter') === false) return [];
  return [...view.config.pipelines]
    .filter(([, { processors }]) => !processors.some((id) => typeOf(id) === 'memory_limiter'))
    .map(([id]) => ({
      rule: 'memory-limiter/missing',
      location: `spec.config.service.pipelines.${id}.processors`,
      message: `the pipeline ${id} has no memory_limiter`,
      fix: 'leave the memory_limiter in that collectors add by themselves',
    }));
}

/** A memory limiter that is not first refuses what was worked on already, and to nobody who could hold it back. */
export function memoryLimiterNotFirst(view: CollectorView): FindingOptions[] {
  return [...view.config.pipelines]
    .filter(([, { processors }]) => processors.findIndex((id) => typeOf(id) === 'memory_limiter') > 0)
    .map(([id, { processors }]) => ({
      rule: 'memory-limiter/not-first',
      location: `spec.config.service.pipelines.${id}.processors`,
      message: `in the pipeline ${id}, ${processors[0] ?? ''} stands before the memory_limiter`,
      fix: 'put the memory_limiter first',
    }));
}

/** A memory limit that is not below that of the container never takes hold. */
export function memoryLimiterAboveContainer(view: CollectorView): FindingOptions[] {
  const memory = view.memoryLimit;
  if (memory === undefined) return [];
  return view
    .in('processors')
    .filter(({ type, settings }) => type === 'memory_limiter' && limitOf(settings, memory) >= memory)
    .map(({ id, location, settings }) => ({
      rule: 'memory-limiter/above-container',
      location: `${location}.${typeof settings['limit_mib'] === 'number' ? 'limit_mib' : 'limit_percentage'}`,
      message: `${id} limits memory to ${inMib(limitOf(settings, memory))}, and the container is killed at ${inMib(memory)}`,
      fix: 'lower the limit, or give the container more: resources.memory',
    }));
}

/** Queues in memory that together are as large as the container: it is killed before they are full. */
export function queueAboveContainer(view: CollectorView): FindingOptions[] {
  const memory = view.memoryLimit;
  if (memory === undefined) return [];
  const queues = view.in('exporters').flatMap(({ id, settings }) => {
    const queue = record(settings['sending_queue']);
    const size = queue['queue_size'];
    if (queue['sizer'] !== 'bytes' || queue['storage'] !== undefined || queue['enabled'] === false || typeof size !== 'number') return [];
    return [{ id, bytes: size * view.signalsBy(id).size }];
  });
  const total = queues.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total < memory) return [];
  return [
    {
      rule: 'queue/above-container',
      location: 'spec.config.exporters',
      message: `the queues of ${queues.map(({ id }) => id).join(', ')} hold up to ${inMib(total)}, a queue for each signal, and the container is killed at ${inMib(memory)}`,
      fix: 'lower queueSize, give the container more memory, or keep the queues in files: sendingQueue: { storage: fileStorageExtension() }',
    },
  ];
}

function limitOf({ limit_mib: mib, limit_percentage: percentage }: Readonly<Record<string, unknown>>, memory: number): number {
  if (typeof mib === 'number' && mib > 0) return mib * MIB;
  return typeof percentage === 'number' ? (memory * percentage) / 100 : 0;
}

function inMib(bytes: number): string {
  return `${String(Math.round(bytes / MIB))} MiB`;
}
