import type { FindingOptions } from '../../synth/finding';
import { rowOf } from '../rows/row-of';
import type { CollectorView, ComponentView } from './collector-view';
import { type PipelineView, typeOf } from './config-view';

/** A collector without any pipeline does nothing. */
export function noPipeline({ config }: CollectorView): FindingOptions[] {
  if (config.pipelines.size > 0) return [];
  return [
    {
      rule: 'pipeline/none',
      location: 'spec.config.service.pipelines',
      message: 'the collector has no pipeline',
      fix: 'add one, for example collector.traces().receive(otlpReceiver()).export(…)',
    },
  ];
}

/** A pipeline needs a receiver and an exporter. */
export function emptyPipeline({ config }: CollectorView): FindingOptions[] {
  return [...config.pipelines].flatMap(([id, pipeline]) =>
    (['receivers', 'exporters'] as const)
      .filter((part) => pipeline[part].length === 0)
      .map((part) => ({
        rule: 'pipeline/empty',
        location: `spec.config.service.pipelines.${id}.${part}`,
        message: `the pipeline ${id} has no ${part}`,
        fix: `add one with .${part === 'receivers' ? 'receive' : 'export'}(…), or leave the pipeline out`,
      })),
  );
}

/** What a pipeline or the list of extensions names has to be defined. */
export function undefinedComponent({ config }: CollectorView): FindingOptions[] {
  const connectors = [...config.section('connectors').keys()];
  const known = {
    receivers: new Set([...config.section('receivers').keys(), ...connectors]),
    processors: new Set(config.section('processors').keys()),
    exporters: new Set([...config.section('exporters').keys(), ...connectors]),
  };
  const found = (location: string, id: string, section: string): FindingOptions => ({
    rule: 'pipeline/undefined-component',
    location,
    message: `${id} is used and not defined under ${section}`,
    fix: `define it under spec.config.${section}, or correct the name`,
  });
  const inPipelines = [...config.pipelines].flatMap(([name, pipeline]) =>
    PARTS.flatMap((part) =>
      pipeline[part].filter((id) => !known[part].has(id)).map((id) => found(`spec.config.service.pipelines.${name}.${part}`, id, part)),
    ),
  );
  const extensions = config.section('extensions');
  const inExtensions = config.enabledExtensions
    .filter((id) => !extensions.has(id))
    .map((id) => found('spec.config.service.extensions', id, 'extensions'));
  return [...inPipelines, ...inExtensions];
}

/** What is defined has to be used: an exporter that no pipeline names exports nothing. */
export function unusedComponent({ config }: CollectorView): FindingOptions[] {
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
        rule: 'pipeline/unused-component',
        location: `spec.config.${section}.${id}`,
        message: `${id} is defined and nothing uses it`,
        fix: section === 'extensions' ? 'list it under service.extensions, or remove it' : 'use it in a pipeline, or remove it',
      })),
  );
}

/** A pipeline of something that is no signal. */
export function unknownSignal({ config }: CollectorView): FindingOptions[] {
  return [...config.pipelines.keys()]
    .filter((id) => !['traces', 'metrics', 'logs'].includes(typeOf(id)))
    .map((id) => ({
      rule: 'pipeline/signal',
      location: `spec.config.service.pipelines.${id}`,
      message: `${typeOf(id)} is no signal that a pipeline carries`,
      fix: 'name the pipeline traces, metrics or logs, with /name behind it to tell several apart',
    }));
}

/** A processor that stands twice in a pipeline: the collector would not start. */
export function repeatedComponent({ config }: CollectorView): FindingOptions[] {
  return [...config.pipelines].flatMap(([id, pipeline]) =>
    PARTS.flatMap((part) =>
      [...new Set(pipeline[part].filter((name, i, all) => all.indexOf(name) !== i))].map((name) => ({
        rule: 'pipeline/repeated-component',
        location: `spec.config.service.pipelines.${id}.${part}`,
        message: `${name} stands more than once in the pipeline ${id}`,
        fix: 'name it once, or give the second one a name and settings of its own',
      })),
    ),
  );
}

/** The pipelines that a connector sends to by name have to be there, and to receive from it. */
export function pipelineReferences(view: CollectorView): FindingOptions[] {
  return view.in('connectors').flatMap((connector) =>
    namedPipelines(connector).flatMap(({ path, id }): FindingOptions[] => {
      if (view.config.pipelines.get(id)?.receivers.includes(connector.id) === true) return [];
      const problem = view.config.pipelines.has(id) ? 'which does not receive from it' : 'which is not there';
      return [
        {
          rule: 'connector/pipelines',
          location: `${connector.location}.${path}`,
          message: `${connector.id} sends to the pipeline ${id}, ${problem}`,
          fix: 'give the pipeline itself, and let it receive from the connector: collector.traces(…).receive(connector)',
        },
      ];
    }),
  );
}

function namedPipelines({ type, settings }: ComponentView): readonly { readonly path: string; readonly id: string }[] {
  const named = rowOf('connectors', type).pipelines(settings);
  return named.map(([path, id]) => ({ path, id: String(id) }));
}

const PARTS = ['receivers', 'processors', 'exporters'] as const;
