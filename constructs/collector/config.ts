import type { FindingOptions } from '../synth/finding';
import type { Json } from '../synth/yaml';
import type {
  Component,
  ComponentBinding,
  ComponentConfig,
  ComponentKind,
  ComponentPort,
  ComponentVolume,
  Extension,
  Processor,
} from './component';
import { MemoryLimiter } from './components/memory-limiter';
import type { CollectorHost } from './host';
import type { Pipeline } from './pipeline';
import type { Signal } from './signal';

/** A collector's configuration, assembled from its pipelines, and what its components ask of the pod. */
export interface AssembledConfig {
  readonly config: CollectorConfig;
  readonly ports: readonly ComponentPort[];
  readonly volumes: readonly ComponentVolume[];
  /** Components of one id that are not one and the same, and ports that two want. */
  readonly findings: readonly FindingOptions[];
}

/** The document that the collector reads. */
export type CollectorConfig = Readonly<Record<string, Json>>;

/** What a collector is made of. */
export interface ConfigParts {
  readonly pipelines: readonly Pipeline<Signal>[];
  readonly extensions: readonly Extension[];
  /** Processors that every pipeline begins with, unless it names a memory limiter of its own. */
  readonly leading: readonly Processor[];
}

const SECTIONS: Readonly<Record<ComponentKind, string>> = {
  receiver: 'receivers',
  processor: 'processors',
  exporter: 'exporters',
  extension: 'extensions',
};

/** Assembles the configuration: pure, and independent of the order in which the program named things. */
export function assembleConfig(host: CollectorHost, parts: ConfigParts): AssembledConfig {
  const bound = new Map<string, { readonly component: Component; readonly binding: ComponentBinding }>();
  const conflicts = new Map<string, FindingOptions>();
  const add = (component: Component): void => {
    const key = `${SECTIONS[component.kind]}.${component.id}`;
    const known = bound.get(key);
    if (known?.component === component) return;
    const binding = component.bind(host);
    if (known !== undefined) {
      if (!sameComponent(known.component, component, host)) conflicts.set(key, conflict(component, key));
      return;
    }
    bound.set(key, { component, binding });
    for (const extension of binding.extensions ?? []) add(extension);
  };

  for (const extension of parts.extensions) add(extension);
  const leading = leadingOf(parts);
  const pipelines: Record<string, Json> = {};
  for (const pipeline of [...parts.pipelines].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { receivers, exporters } = pipeline;
    const processors = processorsOf(pipeline, leading);
    for (const component of [...receivers, ...processors, ...exporters]) add(component);
    pipelines[pipeline.id] = { receivers: ids(receivers), processors: ids(processors), exporters: ids(exporters) };
  }

  const section = (kind: ComponentKind): Readonly<Record<string, ComponentConfig>> =>
    Object.fromEntries(
      [...bound.values()]
        .filter(({ component }) => component.kind === kind)
        .map(({ component, binding }) => [component.id, binding.config]),
    );
  const extensions = section('extension');
  const bindings = [...bound.values()].map(({ binding }) => binding);
  return {
    config: {
      receivers: section('receiver'),
      processors: section('processor'),
      exporters: section('exporter'),
      extensions,
      service: { extensions: Object.keys(extensions).sort(), pipelines, telemetry: TELEMETRY },
    },
    ports: bindings.flatMap((binding) => binding.ports ?? []),
    volumes: bindings.flatMap((binding) => binding.volumes ?? []),
    findings: [...conflicts.values(), ...portConflicts([...bound.values()])],
  };
}

/** Two listeners on one port: the collector would not start. */
function portConflicts(bound: readonly { readonly component: Component; readonly binding: ComponentBinding }[]): FindingOptions[] {
  const owners = new Map([['TCP 8888', "the collector's own metrics"]]);
  return bound.flatMap(({ component, binding }) =>
    (binding.ports ?? []).flatMap(({ port, transport }): FindingOptions[] => {
      const key = `${transport} ${String(port)}`;
      const owner = owners.get(key);
      owners.set(key, owner ?? component.id);
      if (owner === undefined) return [];
      return [
        {
          rule: 'component/port-taken',
          location: `spec.config.${SECTIONS[component.kind]}.${component.id}`,
          message: `${component.id} listens on ${key}, which ${owner} has already`,
          fix: 'give one of them another port',
        },
      ];
    }),
  );
}

/** The collector's own metrics, where the operator would put them: port 8888. */
const TELEMETRY: Json = { metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] } };

/** A memory limiter that one pipeline names is that of the whole collector, and stands first everywhere. */
function leadingOf(parts: ConfigParts): readonly Processor[] {
  const own = parts.pipelines.flatMap(({ processors }) => processors.filter((processor) => processor instanceof MemoryLimiter));
  return own.length === 0
    ? parts.leading
    : [...own.slice(0, 1), ...parts.leading.filter((processor) => !(processor instanceof MemoryLimiter))];
}

function processorsOf(pipeline: Pipeline<Signal>, leading: readonly Processor[]): readonly Processor[] {
  const isLimiter = (processor: Processor): boolean => processor instanceof MemoryLimiter;
  const limiters = pipeline.processors.filter(isLimiter);
  const others = pipeline.processors.filter((processor) => !isLimiter(processor));
  return [...limiters, ...leading.filter(({ id }) => !limiters.some((own) => own.id === id)), ...others];
}

function ids(components: readonly Component[]): string[] {
  return [...new Set(components.map((component) => component.id))];
}

function conflict(component: Component, key: string): FindingOptions {
  return {
    rule: 'component/conflict',
    location: `spec.config.${key}`,
    message: `two ${component.kind}s have the id ${component.id} and different settings`,
    fix: 'use one object for both, or give one of them a name of its own',
  };
}

/** Whether two components are one and the same to the collector: of one id, with equal settings. */
export function sameComponent(a: Component, b: Component, host: CollectorHost): boolean {
  return a === b || (a.id === b.id && stable(a.bind(host).config) === stable(b.bind(host).config));
}

function stable(config: ComponentConfig): string {
  return JSON.stringify(config, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
