import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { typeOf } from './view/config-view';

/** The memory limiter is the first processor. Only then does its error reach the receiver, and the sender retries. */
export const memoryLimiterNotFirst = defineRule({
  id: 'memory-limiter/not-first',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a processor stands before the `memory_limiter`',
  check: ({ config }) =>
    [...config.pipelines]
      .filter(([, { processors }]) => processors.findIndex((id) => typeOf(id) === 'memory_limiter') > 0)
      .map(([id, { processors }]) => ({
        location: `spec.config.service.pipelines.${id}.processors`,
        message: `in the pipeline ${id}, ${processors[0] ?? ''} stands before the memory_limiter`,
        fix: 'put the memory_limiter first',
      })),
});
