import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

import * as fc from 'fast-check';
import { parse } from 'yaml';

import { readMetadata } from '../../scripts/import/otelcol/facts';
import { Modules, type ModulePin } from '../../scripts/import/otelcol/modules';
import { SchemaReader, type Corrections, type Option } from '../../scripts/import/otelcol/schema';
import { ROOT } from '../root';
import { someOf } from './drawn/option-values';
import type { RawConfig } from './verdict/judge';

/** A section of a configuration. */
type Part = 'receivers' | 'processors' | 'exporters' | 'connectors' | 'extensions';

/** A component that the test collector holds, with settings that it takes and options to vary. */
export interface KnownOptions {
  readonly part: Part;
  readonly type: string;
  readonly options: Option;
}

/** Reads the options of the components that a binary holds, from their own modules. */
export async function readOptions(held: (part: string, type: string) => boolean): Promise<{
  readonly components: readonly KnownOptions[];
  readonly definitions: ReadonlyMap<string, Option>;
}> {
  const sources = JSON.parse(await readFile(path.join(ROOT, 'imports', 'otelcol', 'sources.json'), 'utf8')) as {
    readonly typed: readonly string[];
    readonly modules: readonly ModulePin[];
  };
  const corrections = parse(await readFile(path.join(ROOT, 'scripts', 'import', 'otelcol', 'corrections.yaml'), 'utf8')) as Corrections;
  const modules = new Modules(sources.modules, false);
  const reader = new SchemaReader(modules, corrections);
  const components: KnownOptions[] = [];
  for (const module of sources.typed) {
    const { type } = await readMetadata(await modules.folder(module));
    const part = PARTS.find((name) => module.includes(`/${name.slice(0, -1)}/`)) ?? 'extensions';
    if (held(part, type)) components.push({ part, type, options: await reader.component(module) });
  }
  return { components, definitions: reader.definitions };
}

const PARTS = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;

/** Least settings of components that do not do without any. */
const LEAST: Readonly<Record<string, unknown>> = {
  'receivers.otlp': { protocols: { grpc: { endpoint: 'localhost:4317' } } },
  'receivers.jaeger': { protocols: { grpc: { endpoint: 'localhost:14250' } } },
  'receivers.file_log': { include: ['/var/log/*.log'] },
  'receivers.host_metrics': { scrapers: { cpu: {} } },
  'receivers.prometheus': { config: { scrape_configs: [{ job_name: 'a', static_configs: [{ targets: ['localhost:1'] }] }] } },
  'processors.memory_limiter': { check_interval: '1s', limit_percentage: 80 },
  'processors.resource': { attributes: [{ key: 'a', value: 'b', action: 'upsert' }] },
  'processors.attributes': { actions: [{ key: 'a', value: 'b', action: 'insert' }] },
  'processors.tail_sampling': { policies: [{ name: 'all', type: 'always_sample' }] },
  'processors.probabilistic_sampler': { sampling_percentage: 10 },
  'processors.metrics_transform': { transforms: [{ include: 'a', action: 'update', new_name: 'b' }] },
  'processors.metricsgeneration': { rules: [{ name: 'c', type: 'calculate', metric1: 'a', metric2: 'b', operation: 'add' }] },
  'processors.delta_to_rate': { metrics: ['a'] },
  'processors.groupbyattrs': { keys: ['a'] },
  'processors.filter': { error_mode: 'ignore', trace_conditions: ['span.name == "a"'] },
  'processors.transform': { trace_statements: ['set(span.name, "a")'] },
  'exporters.otlp_grpc': { endpoint: 'localhost:5317', tls: { insecure: true } },
  'exporters.otlp_http': { endpoint: 'http://localhost:5318' },
  'exporters.zipkin': { endpoint: 'http://localhost:9999/api' },
  'exporters.prometheus': { endpoint: 'localhost:8889' },
  'exporters.prometheus_remote_write': { endpoint: 'http://localhost:9090/api/v1/write' },
  'exporters.file': { path: '/tmp/a.json' },
  'exporters.load_balancing': { protocol: { otlp: { tls: { insecure: true } } }, resolver: { static: { hostnames: ['localhost:5317'] } } },
  'extensions.basicauth': { client_auth: { username: 'a', password: '${env:POD_NAME}' } },
  'extensions.bearertokenauth': { token: '${env:POD_NAME}' },
  'extensions.oauth2client': { client_id: 'a', client_secret: '${env:POD_NAME}', token_url: 'https://localhost/token' },
  'extensions.headers_setter': { headers: [{ key: 'a', value: 'b' }] },
  'extensions.opamp': { server: { ws: { endpoint: 'wss://localhost:4320/v1/opamp' } } },
  'extensions.file_storage': { directory: '/tmp' },
};

/** Statements and conditions of the transformation language for spans, right and wrong ones. */
const STATEMENTS = [
  'set(span.name, "a")',
  'set(span.attributes["a"], 1) where span.status.code == 2',
  'set(resource.attributes["a"], Concat([span.name, "b"], "-"))',
  'delete_key(span.attributes, "a") where span.name == "a" and not IsMatch(span.name, "b.*")',
  'replace_pattern(span.name, "a", "b")',
  'set(span.attributes["a"]["b"], (1 + 2) * 3)',
  'set(span.attributes["a"], ParseJSON("{}")["x"]) where (span.kind == SPAN_KIND_SERVER or span.name != nil)',
  'truncate_all(span.attributes, 100)',
  'keep_keys(span.attributes, ["a", "b"])',
  'set(span.attributes["a"], span.start_time - span.end_time)',
  'set(span.attributes["x"], true) where Len(span.name) > 3',
  'merge_maps(span.attributes, {"a": 1, "b": "c"}, "upsert")',
  'limit(span.attributes, 10, [])',
  'set(span.name, "a"',
  'set(name, "a")',
  'set(span.nam, "a")',
  'Set(span.name, "a")',
  'no_such(span.name)',
  'set(span.name)',
  'set(span.name, "a") where',
  "set(span.name, 'a')",
  'set(spn.name, "a")',
  'set(span.name, "a") where NoSuch(span.name)',
  'set(span.name, value="a", other=1)',
];
const CONDITIONS = [
  'span.name == "a"',
  'IsMatch(span.name, "a.*") and span.attributes["b"] != nil',
  'not (span.kind == SPAN_KIND_CLIENT) or resource.attributes["a"] == "b"',
  'span.attributes["a"] > 1.5',
  'true',
  'IsRootSpan()',
  'span.name = "a"',
  'name == "a"',
  'span.name == ',
  'span.duration > 1',
  'set(span.name, "a")',
  'foo',
];

/** Settings of a component: the least, and some of its other options. */
function settingsOf({ part, type, options }: KnownOptions, definitions: ReadonlyMap<string, Option>): fc.Arbitrary<RawConfig> {
  const least = (LEAST[`${part}.${type}`] ?? {}) as RawConfig;
  const own = options.is === 'ref' ? definitions.get(options.name) : options;
  const fields = own?.is === 'object' ? own.fields : {};
  const texts = OTTL[`${part}.${type}`];
  if (texts !== undefined)
    return fc.array(fc.constantFrom(...texts.texts), { minLength: 1, maxLength: 2 }).map((drawn) => ({ [texts.option]: drawn }));
  return fc.oneof(
    { weight: 50, arbitrary: fc.constant(least) },
    { weight: 10, arbitrary: someOf(fields, definitions, 3).map((more) => ({ ...least, ...more })) },
    { weight: 1, arbitrary: someOf(fields, definitions, 3) },
    { weight: 1, arbitrary: fc.constant({ ...least, no_such_option: 1 }) },
  );
}

const OTTL: Readonly<Record<string, { readonly option: string; readonly texts: readonly string[] } | undefined>> = {
  'processors.transform': { option: 'trace_statements', texts: STATEMENTS },
  'processors.filter': { option: 'trace_conditions', texts: CONDITIONS },
};

const SIGNALS = ['traces', 'metrics', 'logs'] as const;

/** Configurations: a few pipelines of random signals, with components that mostly carry them, and extensions. */
export function arbitraryConfig(
  components: readonly KnownOptions[],
  definitions: ReadonlyMap<string, Option>,
  carries: (part: Part, type: string, signal: string) => boolean,
): fc.Arbitrary<RawConfig> {
  const of = (part: Part): readonly KnownOptions[] => components.filter((component) => component.part === part);
  const pipeline = fc.constantFrom(...SIGNALS).chain((signal) => {
    const pick = (part: 'receivers' | 'processors' | 'exporters', min: number): fc.Arbitrary<readonly string[]> => {
      const fitting = of(part).filter(({ type }) => carries(part, type, signal));
      const any = of(part);
      return fc.uniqueArray(
        fc.oneof(
          { weight: 80, arbitrary: fc.constantFrom(...fitting.map(({ type }) => type)) },
          { weight: 1, arbitrary: fc.constantFrom(...any.map(({ type }) => type)) },
        ),
        { minLength: min, maxLength: 2 },
      );
    };
    return fc.record({
      signal: fc.constant(signal),
      receivers: pick('receivers', 1),
      processors: pick('processors', 0),
      exporters: pick('exporters', 1),
    });
  });
  const joint: fc.Arbitrary<Joint> = fc.record({
    type: fc.constantFrom(...of('connectors').map(({ type }) => type)),
    from: fc.nat(2),
    to: fc.nat(2),
  });
  const extensions = fc.uniqueArray(fc.constantFrom(...of('extensions').map(({ type }) => type)), { maxLength: 2 });
  const shape = fc.record({
    pipelines: fc.array(pipeline, { minLength: 1, maxLength: 3 }),
    joints: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Joint[]>([]) },
      { weight: 1, arbitrary: fc.array(joint, { minLength: 1, maxLength: 1 }) },
    ),
    extensions,
  });
  return shape.chain(({ pipelines, joints, extensions: enabled }) => {
    const service = assemble(pipelines, joints);
    const used = new Map<string, fc.Arbitrary<RawConfig>>();
    const use = (part: Part, types: readonly string[]): void => {
      for (const type of types) {
        const known = of(part).find((component) => component.type === type);
        if (known !== undefined) used.set(`${part}.${type}`, settingsOf(known, definitions));
      }
    };
    for (const { receivers, processors, exporters } of pipelines) {
      use('receivers', receivers);
      use('processors', ['memory_limiter', ...processors]);
      use('exporters', exporters);
    }
    use(
      'connectors',
      joints.map(({ type }) => type),
    );
    use('extensions', enabled);
    return fc
      .record(Object.fromEntries(used))
      .map((settings) => ({ ...sections(settings), service: { extensions: enabled, pipelines: service } }));
  });
}

interface Joint {
  readonly type: string;
  readonly from: number;
  readonly to: number;
}

interface Drawn {
  readonly signal: string;
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

function assemble(pipelines: readonly Drawn[], joints: readonly Joint[]): Record<string, unknown> {
  const drawn = pipelines.map(({ signal, receivers, processors, exporters }, i) => ({
    id: i === 0 ? signal : `${signal}/${String(i)}`,
    receivers: [...receivers],
    processors: ['memory_limiter', ...processors.filter((type) => type !== 'memory_limiter')],
    exporters: [...exporters],
  }));
  for (const { type, from, to } of joints) {
    drawn[from % drawn.length]?.exporters.push(type);
    drawn[to % drawn.length]?.receivers.push(type);
  }
  return Object.fromEntries(drawn.map(({ id, ...pipeline }) => [id, pipeline]));
}

function sections(settings: Readonly<Record<string, unknown>>): Record<string, Record<string, unknown>> {
  const found: Record<string, Record<string, unknown>> = { receivers: {}, processors: {}, exporters: {}, extensions: {} };
  for (const [place, value] of Object.entries(settings)) {
    const [part = '', type = ''] = place.split('.');
    found[part] = { ...found[part], [type]: value };
  }
  return found;
}
