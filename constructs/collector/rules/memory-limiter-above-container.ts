import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { inMib, MIB } from './view/mebibytes';

/** The limit of the memory limiter is below the memory limit of the container. Otherwise the limiter has no effect. */
export const memoryLimiterAboveContainer = defineRule({
  id: 'memory-limiter/above-container',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the limit of the `memory_limiter` is not below that of the container',
  check: (view) => {
    const memory = view.memoryLimit;
    if (memory === undefined) return [];
    return view
      .ofType('processors', 'memory_limiter')
      .filter(({ settings }) => limitOf(settings, memory) >= memory)
      .map(({ id, location, settings }) => ({
        location: `${location}.${typeof settings['limit_mib'] === 'number' ? 'limit_mib' : 'limit_percentage'}`,
        message: `${id} limits memory to ${inMib(limitOf(settings, memory))}, and the container is killed at ${inMib(memory)}`,
        fix: 'lower the limit, or give the container more: resources.memory',
      }));
  },
});

function limitOf({ limit_mib: mib, limit_percentage: percentage }: Readonly<Record<string, unknown>>, memory: number): number {
  if (typeof mib === 'number' && mib > 0) return mib * MIB;
  return typeof percentage === 'number' ? (memory * percentage) / 100 : 0;
}
