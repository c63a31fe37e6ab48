import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { tryFindComponent } from '../../../constructs/collector/catalogue/facts';
import { readMetadata, type ComponentClass } from '../../../scripts/import/otelcol/facts';
import { Modules, type ModulePin } from '../../../scripts/import/otelcol/modules';

import { ROOT } from '../../root';
import type { RawConfig } from './judge';

/** Configuration from a file in the tests of a component. */
export interface UpstreamConfiguration {
  /** File, and the identifier of the component if the file has settings only, for example `processor/attributesprocessor/testdata/config.yaml attributes/insert`. */
  readonly name: string;
  readonly config: RawConfig;
}

/** Configurations of modules, and the number of files that have none. */
export interface UpstreamFiles {
  readonly configurations: readonly UpstreamConfiguration[];
  readonly files: number;
  readonly passedOver: number;
}

const PARTS: readonly ComponentClass[] = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'];

/** Reads the folders `testdata` of the components that a binary holds, from the Go modules that are pinned. */
export async function readUpstreamFiles(held: (part: string, type: string) => boolean): Promise<UpstreamFiles> {
  const sources = JSON.parse(await readFile(path.join(ROOT, 'imports', 'otelcol', 'sources.json'), 'utf8')) as {
    readonly typed: readonly string[];
    readonly facts: readonly string[];
    readonly modules: readonly ModulePin[];
  };
  const modules = new Modules(sources.modules, false);
  const configurations: UpstreamConfiguration[] = [];
  let files = 0;
  let passedOver = 0;
  for (const module of [...sources.typed, ...sources.facts]) {
    const folder = await modules.folder(module);
    const { type, deprecated_type: alias } = await readMetadata(folder);
    const part = PARTS.find((name) => module.includes(`/${name.slice(0, -1)}/`)) ?? 'extensions';
    if (!held(part, type)) continue;
    for (const file of await yamlFiles(folder)) {
      const content = await contentOf(path.join(folder, file));
      const found = configurationsIn(content, part, [type, ...(alias === undefined ? [] : [alias])]);
      const place = `${module.split('/').slice(-2).join('/')}/${file}`;
      files += 1;
      if (found.length === 0) passedOver += 1;
      for (const { name, config } of found) configurations.push({ name: `${place} ${name}`.trimEnd(), config });
    }
  }
  return { configurations, files, passedOver };
}

async function yamlFiles(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((file) => /(^|\/)testdata\/.*\.ya?ml$/.test(file)).sort();
}

/** Returns the object in a file; undefined for files with anything else. */
async function contentOf(file: string): Promise<RawConfig | undefined> {
  const documents = parseAllDocuments(await readFile(file, 'utf8'), { logLevel: 'error' });
  const [document] = documents;
  if (!Array.isArray(documents) || documents.length !== 1 || document === undefined || document.errors.length > 0) return undefined;
  const content: unknown = document.toJS();
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as RawConfig) : undefined;
}

/** Returns what a file configures: a whole collector, or the component by identifiers. */
function configurationsIn(content: RawConfig = {}, part: ComponentClass, types: readonly string[]): readonly UpstreamConfiguration[] {
  if (content['service'] !== undefined) return [{ name: '', config: content }];
  const entries = Object.entries(content);
  const isOfType = (id: string): boolean => types.some((type) => id === type || id.startsWith(`${type}/`));
  if (!entries.every(([id]) => isOfType(id))) return [];
  return entries.map(([id, settings]) => ({ name: id, config: collectorAround({ part, id, settings }) }));
}

/** Settings of a component. */
interface ComponentSettings {
  readonly part: ComponentClass;
  readonly id: string;
  readonly settings: unknown;
}

/** Returns a collector that has a component in a pipeline of each signal that it carries. */
function collectorAround({ part, id, settings }: ComponentSettings): RawConfig {
  const [type = ''] = id.split('/');
  const signals = tryFindComponent(part, type)?.facts.signals ?? [];
  const limiter = { memory_limiter: { check_interval: '1s', limit_percentage: 80 } };
  const all: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:14317' } } } },
    processors: limiter,
    exporters: { debug: {} },
  };
  const pipelines = part === 'connectors' ? pipelinesBetween(id, signals) : pipelinesOf(part, id, signals);
  const used = new Set(Object.values(pipelines).flatMap(({ receivers, exporters }) => [...receivers, ...exporters]));
  const sections = Object.fromEntries(
    Object.entries(all).map(([name, components]) => [
      name,
      Object.fromEntries(Object.entries(components).filter(([other]) => name === 'processors' || used.has(other))),
    ]),
  );
  return {
    ...sections,
    [part]: { ...sections[part], [id]: settings },
    service: { extensions: part === 'extensions' ? [id] : [], pipelines },
  };
}

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

function pipelinesOf(part: ComponentClass, id: string, signals: readonly string[]): Readonly<Record<string, Pipeline>> {
  const carried = ['traces', 'metrics', 'logs'].filter((signal) => part === 'extensions' || signals.includes(signal));
  return Object.fromEntries(
    carried.map((signal) => [
      signal,
      {
        receivers: [part === 'receivers' ? id : 'otlp'],
        processors: ['memory_limiter', ...(part === 'processors' && id !== 'memory_limiter' ? [id] : [])],
        exporters: [part === 'exporters' ? id : 'debug'],
      },
    ]),
  );
}

/** A connector ends pipelines of the signals that it reads, and begins those of the signals that it makes. */
function pipelinesBetween(id: string, pairs: readonly string[]): Readonly<Record<string, Pipeline>> {
  const known = pairs.map((pair) => pair.split('_to_')).filter((signals) => !signals.includes('profiles'));
  const processors = ['memory_limiter'];
  const ins = known.map(([from = '']): readonly [string, Pipeline] => [`${from}/in`, { receivers: ['otlp'], processors, exporters: [id] }]);
  const outs = known.map(([, to = '']): readonly [string, Pipeline] => [
    `${to}/out`,
    { receivers: [id], processors, exporters: ['debug'] },
  ]);
  return Object.fromEntries<Pipeline>([...ins, ...outs]);
}
