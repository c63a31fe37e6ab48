import { defineRule, type Fault } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { PIPELINE_PARTS, type ConfigView } from './view/config-view';

/** Pipelines and the list of extensions name only defined components. */
export const pipelineUndefinedComponent = defineRule({
  id: 'pipeline/undefined-component',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a pipeline names a component that is not defined',
  check: ({ config }) => [...inPipelines(config), ...inExtensions(config)],
});

function inPipelines(config: ConfigView): readonly Fault[] {
  const connectors = [...config.section('connectors').keys()];
  const known = {
    receivers: new Set([...config.section('receivers').keys(), ...connectors]),
    processors: new Set(config.section('processors').keys()),
    exporters: new Set([...config.section('exporters').keys(), ...connectors]),
  };
  return [...config.pipelines].flatMap(([name, pipeline]) =>
    PIPELINE_PARTS.flatMap((part) =>
      pipeline[part].filter((id) => !known[part].has(id)).map((id) => fault(`spec.config.service.pipelines.${name}.${part}`, id, part)),
    ),
  );
}

function inExtensions(config: ConfigView): readonly Fault[] {
  const extensions = config.section('extensions');
  return config.enabledExtensions
    .filter((id) => !extensions.has(id))
    .map((id) => fault('spec.config.service.extensions', id, 'extensions'));
}

function fault(location: string, id: string, section: string): Fault {
  return {
    location,
    message: `${id} is used and not defined under ${section}`,
    fix: `define it under spec.config.${section}, or correct the name`,
  };
}
