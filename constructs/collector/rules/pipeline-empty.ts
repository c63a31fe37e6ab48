import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';

/** A pipeline needs a receiver and an exporter. */
export const pipelineEmpty = defineRule({
  id: 'pipeline/empty',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a pipeline has no receivers or no exporters',
  check: ({ config }) =>
    [...config.pipelines].flatMap(([id, pipeline]) =>
      (['receivers', 'exporters'] as const)
        .filter((part) => pipeline[part].length === 0)
        .map((part) => ({
          location: `spec.config.service.pipelines.${id}.${part}`,
          message: `the pipeline ${id} has no ${part}`,
          fix: `add one with .${part === 'receivers' ? 'receive' : 'export'}(…), or leave the pipeline out`,
        })),
    ),
});
