import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import type { PipelineView } from './view/config-view';

/** Each defined component is in use. The collector ignores a component that no pipeline names. */
export const pipelineUnusedComponent = defineRule({
  id: 'pipeline/unused-component',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component is defined and nothing uses it',
  check: ({ config }) => {
    const pipelines = [...config.pipelines.values()];
    const used = (...parts: (keyof PipelineView)[]): ReadonlySet<string> =>
      new Set(pipelines.flatMap((pipeline) => parts.flatMap((part) => pipeline[part])));
    const sections = {
      receivers: used('receivers'),
      processors: used('processors'),
      exporters: used('exporters'),
      connectors: used('receivers', 'exporters'),
      extensions: new Set(config.enabledExtensions),
    };
    return (Object.keys(sections) as (keyof typeof sections)[]).flatMap((section) =>
      [...config.section(section).keys()]
        .filter((id) => !sections[section].has(id))
        .map((id) => ({
          location: `spec.config.${section}.${id}`,
          message: `${id} is defined and nothing uses it`,
          fix: section === 'extensions' ? 'list it under service.extensions, or remove it' : 'use it in a pipeline, or remove it',
        })),
    );
  },
});
