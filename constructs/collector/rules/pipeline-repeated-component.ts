import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { PIPELINE_PARTS } from './view/config-view';

/** A pipeline names each component once. Otherwise the collector does not start. */
export const pipelineRepeatedComponent = defineRule({
  id: 'pipeline/repeated-component',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component stands more than once in a pipeline',
  check: ({ config }) =>
    [...config.pipelines].flatMap(([id, pipeline]) =>
      PIPELINE_PARTS.flatMap((part) =>
        [...new Set(pipeline[part].filter((name, i, all) => all.indexOf(name) !== i))].map((name) => ({
          location: `spec.config.service.pipelines.${id}.${part}`,
          message: `${name} stands more than once in the pipeline ${id}`,
          fix: 'name it once, or give the second one a name and settings of its own',
        })),
      ),
    ),
});
