import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { typeOf } from './view/config-view';

/** Each pipeline has a memory limiter. Without one, a collector under load runs out of memory and loses its data. */
export const memoryLimiterMissing = defineRule({
  id: 'memory-limiter/missing',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a pipeline has no `memory_limiter`',
  check: ({ distribution, config }) => {
    if (distribution.holds('processors', 'memory_limiter') === false) return [];
    return [...config.pipelines]
      .filter(([, { processors }]) => !processors.some((id) => typeOf(id) === 'memory_limiter'))
      .map(([id]) => ({
        location: `spec.config.service.pipelines.${id}.processors`,
        message: `the pipeline ${id} has no memory_limiter`,
        fix: 'leave the memory_limiter in that collectors add by themselves',
      }));
  },
});
