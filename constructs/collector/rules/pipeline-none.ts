import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';

/** A collector without a pipeline does nothing. */
export const pipelineNone = defineRule({
  id: 'pipeline/none',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a collector has no pipeline',
  check: ({ config }) => {
    if (config.pipelines.size > 0) return [];
    return [
      {
        location: 'spec.config.service.pipelines',
        message: 'the collector has no pipeline',
        fix: 'add one, for example collector.traces().receive(otlpReceiver()).export(…)',
      },
    ];
  },
});
