import type { Fault } from '../../synth/define-rule';
import type { Json } from '../../synth/yaml';
import type {
  Component,
  ComponentBinding,
  ComponentConfig,
  ComponentPort,
  ComponentVolume,
  Extension,
  Processor,
} from '../catalogue/component';
import type { Environment } from '../pods/environment';
import type { CollectorHost } from '../pods/host';
import { listeningPorts } from '../connections/listeners';
import type { Pipeline } from './pipeline';
import { SECTIONS } from './sections';
import type { Signal } from './signal';

/** A collector's configuration, assembled from its pipelines, and what its components ask of the pod. */
export interface AssembledConfig {
  readonly config: CollectorConfig;
  readonly ports: readonly ComponentPort[];
  readonly volumes: readonly ComponentVolume[];
  readonly environment: Environment;
  /** Whether a component reads or writes what only root may. */
  readonly runsAsRoot: boolean;
  /** Whether a component reads files of the node. */
  readonly readsNode: boolean;
  /** Feature gates that are switched on, sorted. */
  readonly featureGates: readonly string[];
  /** Every component by its place, for example `exporters.debug`. */
  readonly components: ReadonlyMap<string, BoundComponent>;
  /** Components with the same id, and variables and volumes with the same name, that differ. Faults of the rule `component/conflict`. */
  readonly conflicts: readonly Fault[];
}

/** A component and what it brings to the collector. */
export interface BoundComponent {
  readonly component: Component;
  readonly binding: ComponentBinding;
}

/** The document that the collector reads. */
export type CollectorConfig = Readonly<Record<string, Json>>;

/** What a collector is made of. */
export interface ConfigParts {
  readonly pipelines: readonly Pipeline<Signal>[];
  readonly extensions: readonly Extension[];
  /** Processors that every pipeline begins with, unless it names a memory limiter of its own. */
  readonly leading: readonly Processor[];
  /** Variables beside those that components bring. */
  readonly environment: Environment;
  /** Volumes beside those that components bring. */
  readonly volumes: readonly ComponentVolume[];
}

/** Assembles the configuration: pure, and independent of the order in which the program made pipelines. */
export function assembleConfig(host: CollectorHost, parts: ConfigParts): AssembledConfig {
  const bound = new Map<string, BoundComponent>();
  const conflicts = new Map<string, Fault>();
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
    for (const receiver of receivers) add(receiver);
    const brought = receivers.flatMap(({ kind, id }) => bound.get(`${SECTIONS[kind]}.${id}`)?.binding.processors ?? []);
    const processors = processorsOf(pipeline, [...leading, ...brought]);
    for (const component of [...processors, ...exporters]) add(component);
    pipelines[pipeline.id] = { receivers: ids(receivers), processors: ids(processors), exporters: ids(exporters) };
  }

  const section = (kind: Component['kind']): Readonly<Record<string, ComponentConfig>> =>
    Object.fromEntries(
      [...bound.values()]
        .filter(({ component }) => component.kind === kind)
        .map(({ component, binding }) => [component.id, binding.config]),
    );
  const extensions = section('extension');
  const connectors = section('connector');
  const bindings = [...bound.values()].map(({ binding }) => binding);
  const volumes = merge(
    [...parts.volumes, ...bindings.flatMap((binding) => binding.volumes ?? [])].map((volume) => [volume.name, volume] as const),
  );
  const mounts = merge([...volumes.values.values()].map((volume) => [volume.mountPath, volume.name] as const));
  const environment = merge([
    ...Object.entries(parts.environment),
    ...bindings.flatMap((binding) => Object.entries(binding.environment ?? {})),
  ]);
  return {
    config: {
      receivers: section('receiver'),
      processors: section('processor'),
      exporters: section('exporter'),
      ...(Object.keys(connectors).length > 0 && { connectors }),
      extensions,
      service: { extensions: Object.keys(extensions).sort(), pipelines, telemetry: telemetryOf(bindings) },
    },
    ports: [...bound.values()].flatMap(({ component, binding }) => portsOf(component, binding)),
    volumes: [...volumes.values.values()],
    environment: Object.fromEntries(environment.values),
    runsAsRoot: bindings.some(({ runAsRoot }) => runAsRoot === true),
    readsNode: bindings.some((binding) => binding.volumes?.some(({ source }) => source?.['hostPath'] !== undefined) === true),
    featureGates: [...new Set(bindings.flatMap((binding) => binding.featureGates ?? []))].sort(),
    components: bound,
    conflicts: [
      ...conflicts.values(),
      ...volumes.twice.map((name) => twice('volume', name)),
      ...mounts.twice.map((path) => twice('mount path', path)),
      ...environment.twice.map((name) => twice('environment variable', name)),
    ],
  };
}

/** What a component listens on: by its settings, or as it says itself. */
function portsOf(component: Component, { config, ports = [] }: ComponentBinding): readonly ComponentPort[] {
  const known = listeningPorts(SECTIONS[component.kind], component.type, config);
  return [...ports, ...known.map(({ port, transport }) => ({ name: component.id, port, transport }))];
}

/** Things by name, and the names under which there are two that differ. */
function merge<T>(entries: readonly (readonly [string, T])[]): {
  readonly values: ReadonlyMap<string, T>;
  readonly twice: readonly string[];
} {
  const values = new Map<string, T>();
  const twiceNamed = new Set<string>();
  for (const [name, value] of entries) {
    const known = values.get(name);
    if (known === undefined) values.set(name, value);
    else if (JSON.stringify(known) !== JSON.stringify(value)) twiceNamed.add(name);
  }
  return { values, twice: [...twiceNamed] };
}

function twice(what: string, name: string): Fault {
  return {
    location: `spec.${what === 'environment variable' ? 'env' : 'volumeMounts'}.${name}`,
    message: `the ${what} ${name} is wanted twice, and not the same`,
    fix:
      what === 'environment variable'
        ? 'give one of them another name: secretValue(…, { variable })'
        : 'give one of them another name and path',
  };
}

/** The collector's own metrics, where the operator would put them: port 8888. */
const TELEMETRY = { metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] } };

/** What the collector says of itself, with attributes that components read there. */
function telemetryOf(bindings: readonly ComponentBinding[]): Json {
  const attributes = new Map(bindings.flatMap(({ collectorAttributes = {} }) => Object.entries(collectorAttributes)));
  if (attributes.size === 0) return TELEMETRY;
  return { ...TELEMETRY, resource: { attributes: [...attributes].map(([name, value]) => ({ name, value })) } };
}

/** A memory limiter that one pipeline names is that of the whole collector, and stands first everywhere. */
function leadingOf(parts: ConfigParts): readonly Processor[] {
  const sorted = [...parts.pipelines].sort((a, b) => (a.id < b.id ? -1 : 1));
  const own = sorted.flatMap(({ processors }) => processors.filter(isLimiter));
  return own.length === 0 ? parts.leading : [...own.slice(0, 1), ...parts.leading.filter((processor) => !isLimiter(processor))];
}

function isLimiter({ type }: Processor): boolean {
  return type === 'memory_limiter';
}

function processorsOf(pipeline: Pipeline<Signal>, leading: readonly Processor[]): readonly Processor[] {
  const limiters = pipeline.processors.filter(isLimiter);
  const others = pipeline.processors.filter((processor) => !isLimiter(processor));
  return [...limiters, ...leading.filter(({ id }) => !limiters.some((own) => own.id === id)), ...others];
}

function ids(components: readonly Component[]): string[] {
  return [...new Set(components.map((component) => component.id))];
}

function conflict(component: Component, key: string): Fault {
  return {
    location: `spec.config.${key}`,
    message: `two ${component.kind}s have the id ${component.id} and different settings`,
    fix: 'use one object for both, or give one of them a name of its own',
  };
}

/** Whether two components are one and the same to the collector: of one id, and all that they bring is equal. */
export function sameComponent(a: Component, b: Component, host: CollectorHost): boolean {
  return a === b || (a.id === b.id && a.kind === b.kind && stable(broughtBy(a, host)) === stable(broughtBy(b, host)));
}

function broughtBy(component: Component, host: CollectorHost): unknown {
  const { extensions = [], ...brought } = component.bind(host);
  return { ...brought, extensions: extensions.map(({ id }) => id), access: component.accessIn(host), target: component.target?.node.path };
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_, below: unknown) =>
    typeof below === 'object' && below !== null && !Array.isArray(below)
      ? Object.fromEntries(Object.entries(below).sort(([x], [y]) => (x < y ? -1 : 1)))
      : below,
  );
}
