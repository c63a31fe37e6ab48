import { defineRule } from '../../synth/define-rule';
import { isSignal } from '../config/signal';
import { COLLECTOR } from './subject';
import { typeOf } from './view/config-view';

/** The type of a pipeline is a signal. */
export const pipelineSignal = defineRule({
  id: 'pipeline/signal',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a pipeline is of something that is no signal',
  check: ({ config }) =>
    [...config.pipelines.keys()]
      .filter((id) => !isSignal(typeOf(id)))
      .map((id) => ({
        location: `spec.config.service.pipelines.${id}`,
        message: `${typeOf(id)} is no signal that a pipeline carries`,
        fix: 'name the pipeline traces, metrics or logs, with /name behind it to tell several apart',
      })),
});
