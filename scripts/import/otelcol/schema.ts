import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

import { parse } from 'yaml';

import type { Modules } from './modules';
import type { PrometheusObjectName } from './prometheus/names';

/** A node of a component's `config.schema.yaml`, as upstream writes it. */
export interface RawSchema {
  readonly type?: string;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, RawSchema>>;
  readonly properties?: Readonly<Record<string, RawSchema>>;
  readonly required?: readonly string[];
  readonly items?: RawSchema;
  readonly additionalProperties?: RawSchema | boolean;
  readonly allOf?: readonly RawSchema[];
  readonly anyOf?: readonly RawSchema[];
  readonly enum?: readonly (string | number | boolean)[];
  readonly format?: string;
  readonly 'x-customType'?: string;
}

/** What an option is, with every reference resolved to a shared definition. */
export type Option =
  | { readonly is: 'ref'; readonly name: string }
  | {
      readonly is: 'object';
      readonly fields: Readonly<Record<string, Option>>;
      readonly required: readonly string[];
      readonly open: boolean;
      /** Definitions that it is made of: their constraints hold for it. */
      readonly parts: readonly string[];
    }
  /** Settings for each of a list of names, such as those of metrics. */
  | { readonly is: 'keyed'; readonly keys: Readonly<Record<string, Option>>; readonly values: Option }
  | { readonly is: 'map'; readonly values: Option }
  | { readonly is: 'list'; readonly items: Option }
  | { readonly is: 'either'; readonly options: readonly Option[] }
  | { readonly is: 'choice'; readonly values: readonly (string | number | boolean)[] }
  /** An object that Prometheus reads, by its name. */
  | { readonly is: 'prometheus'; readonly object: PrometheusObjectName }
  | { readonly is: Scalar };

/** Scalars, some with a unit or a meaning that their type carries. */
export type Scalar =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'duration'
  | 'mebibytes'
  | 'bytes'
  | 'byte_texts'
  | 'secret'
  | 'secrets'
  | 'file'
  | 'extension'
  | 'pipeline'
  | 'record'
  | 'any';

/** What upstream's schemas leave out or get wrong. */
export interface Corrections {
  /** Definitions by canonical name, instead of upstream's. */
  readonly definitions: Readonly<Record<string, RawSchema>>;
  /** What is added to upstream's definitions. */
  readonly additions: Readonly<Record<string, RawSchema>>;
}

/** Where a schema stands: its module, and the Go package within. */
export interface SchemaPlace {
  readonly module: string;
  readonly package: string;
}

const CORE = 'go.opentelemetry.io/collector';
const CONTRIB = 'github.com/open-telemetry/opentelemetry-collector-contrib';

/** Definitions whose meaning the schema does not tell. */
const KNOWN: Readonly<Record<string, Option>> = {
  [`${CORE}/config/configopaque.string`]: { is: 'secret' },
  [`${CORE}/config/configopaque.map_list`]: { is: 'secrets' },
  [`${CORE}/config/configcompression.type`]: {
    is: 'choice',
    values: ['gzip', 'zlib', 'deflate', 'snappy', 'x-snappy-framed', 'zstd', 'lz4', 'none'],
  },
  [`${CORE}/config/configtelemetry.level`]: { is: 'choice', values: ['none', 'basic', 'normal', 'detailed'] },
  [`${CORE}/exporter/exporterhelper/internal/request.sizer_type`]: { is: 'choice', values: ['requests', 'items', 'bytes'] },
  [`${CONTRIB}/pkg/ottl.error_mode`]: { is: 'choice', values: ['ignore', 'silent', 'propagate'] },
};

/** Types of Go by which a node is what its schema does not tell. */
const CUSTOM: Readonly<Record<string, Option>> = {
  any: { is: 'any' },
  'go.opentelemetry.io/collector/component.ID': { is: 'extension' },
  'go.opentelemetry.io/collector/pipeline.ID': { is: 'pipeline' },
  'go.opentelemetry.io/collector/exporter/exporterhelper/internal/request.SizerType': {
    is: 'choice',
    values: ['requests', 'items', 'bytes'],
  },
  'net/url.values': { is: 'map', values: { is: 'either', options: [{ is: 'string' }, { is: 'list', items: { is: 'string' } }] } },
  // Prometheus reads its own configuration; its options keep their names.
  'github.com/prometheus/prometheus/config.config': { is: 'prometheus', object: 'Config' },
  'github.com/prometheus/prometheus/discovery/http.sd_config': { is: 'prometheus', object: 'HttpSdConfig' },
  'github.com/prometheus/common/config.http_client_config': { is: 'prometheus', object: 'HttpClientConfig' },
  'github.com/prometheus/client_golang/prometheus.labels': { is: 'map', values: { is: 'string' } },
};

/** Integers that count bytes, by the name of the option. */
const BYTES = new Set(['read_buffer_size', 'write_buffer_size', 'max_request_body_size', 'socket_buffer_size', 'max_packet_size']);

/** Numbers of bytes that may be texts with a unit, by the name of the option. */
const BYTE_TEXTS = new Set(['max_log_size', 'initial_buffer_size', 'fingerprint_size']);

/** Texts that name a file to read, by the name of the option. The file of `save_to_file` is written. */
const FILE = /(^|_)(?<!save_to_)(file|filename)$|_ca_path$/;

/** Reads component schemas and resolves what they refer to. */
export class SchemaReader {
  /** Every definition that was referred to, by its canonical name. */
  public readonly definitions = new Map<string, Option>();
  private readonly documents = new Map<string, Promise<RawSchema>>();

  public constructor(
    private readonly modules: Modules,
    private readonly corrections: Corrections,
  ) {}

  /** The options of a component from its module. */
  public async component(module: string): Promise<Option> {
    const place = { module, package: module };
    return this.read(await this.document(place), place);
  }

  /** The options of a component from a schema that was written by hand. */
  public async handwritten(schema: RawSchema, name: string): Promise<Option> {
    return this.read(schema, { module: 'handwritten', package: `handwritten/${name}` });
  }

  private async read(node: RawSchema, place: SchemaPlace): Promise<Option> {
    const custom = node['x-customType'];
    if (custom !== undefined && CUSTOM[custom] !== undefined) return CUSTOM[custom];
    if (node.$ref !== undefined) return this.refer(node.$ref, place);
    if (node.anyOf !== undefined) return { is: 'either', options: await Promise.all(node.anyOf.map((option) => this.read(option, place))) };
    if (node.enum !== undefined) return { is: 'choice', values: node.enum };
    if (node.properties !== undefined || node.allOf !== undefined) return this.readObject(node, place);
    if (node.type === 'array') return { is: 'list', items: node.items === undefined ? { is: 'any' } : await this.read(node.items, place) };
    if (node.format === 'duration') return { is: 'duration' };
    if (node.type === 'object') {
      if (typeof node.additionalProperties !== 'object') return node.additionalProperties === false ? EMPTY : { is: 'record' };
      return { is: 'map', values: await this.read(node.additionalProperties, place) };
    }
    const scalars = ['string', 'integer', 'number', 'boolean'] as const;
    return { is: scalars.find((scalar) => scalar === node.type) ?? 'any' };
  }

  private async readObject(node: RawSchema, place: SchemaPlace): Promise<Option> {
    const fields: Record<string, Option> = {};
    const required = [...(node.required ?? [])];
    const parts: string[] = [];
    let open = node.additionalProperties !== undefined && node.additionalProperties !== false;
    for (const part of node.allOf ?? []) {
      const embedded = this.deref(await this.read(part, place));
      if (embedded.is !== 'object') throw new Error(`${place.package} embeds what is no object: ${JSON.stringify(part)}`);
      Object.assign(fields, embedded.fields);
      parts.push(...embedded.parts);
      required.push(...embedded.required);
      open ||= embedded.open;
    }
    for (const [key, value] of Object.entries(node.properties ?? {})) {
      // The name of a Go field instead of an option: whatever is not named goes there.
      if (/^[A-Z]/.test(key)) open = true;
      else fields[key] = meant(key, await this.read(value, place));
    }
    const keys = Object.keys(fields);
    if (keys.length > 0 && keys.every((key) => key.includes('.')))
      return { is: 'keyed', keys: fields, values: settings(Object.values(fields)) };
    return { is: 'object', fields, required, open, parts };
  }

  private async refer(ref: string, place: SchemaPlace): Promise<Option> {
    const target = resolve(ref, place);
    const name = `${target.package}.${target.definition}`;
    const known = KNOWN[name];
    if (known !== undefined) return known;
    if (!this.definitions.has(name)) {
      this.definitions.set(name, { is: 'any' });
      const node = this.corrections.definitions[name] ?? (await this.definition(target));
      if (node === undefined) throw new Error(`${place.package} refers to ${name}, which is not there`);
      const added = this.corrections.additions[name]?.properties;
      const option = await this.read(added === undefined ? node : { ...node, properties: { ...node.properties, ...added } }, target);
      this.definitions.set(name, option.is === 'object' ? { ...option, parts: [name, ...option.parts] } : option);
    }
    const option = this.definitions.get(name);
    return option?.is === 'object' ? { is: 'ref', name } : (option ?? { is: 'any' });
  }

  private async definition(target: SchemaPlace & { readonly definition: string }): Promise<RawSchema | undefined> {
    const document = await this.document(target);
    return document.$defs?.[target.definition] ?? (target.definition === 'config' ? document : undefined);
  }

  private deref(option: Option): Option {
    return option.is === 'ref' ? (this.definitions.get(option.name) ?? option) : option;
  }

  private document(place: SchemaPlace): Promise<RawSchema> {
    const known = this.documents.get(place.package);
    if (known !== undefined) return known;
    const document = this.load(place);
    this.documents.set(place.package, document);
    return document;
  }

  private async load(place: SchemaPlace): Promise<RawSchema> {
    const folder =
      place.package === place.module ? await this.modules.folder(place.module) : await this.modules.package(place.package, place.module);
    return parse(await readFile(path.join(folder, 'config.schema.yaml'), 'utf8')) as RawSchema;
  }
}

const EMPTY: Option = { is: 'object', fields: {}, required: [], open: false, parts: [] };

function resolve(ref: string, place: SchemaPlace): SchemaPlace & { readonly definition: string } {
  const dot = ref.lastIndexOf('.');
  const [name, definition] = dot < 1 || ref.slice(dot).includes('/') ? ['', ref] : [ref.slice(0, dot), ref.slice(dot + 1)];
  const root = place.package.startsWith(CONTRIB) ? CONTRIB : CORE;
  const target =
    name === '' ? place.package : name.startsWith('./') ? path.posix.join(place.package, name) : name.startsWith('/') ? root + name : name;
  return { module: place.module, package: target, definition };
}

/** What the name of an option adds to its type. */
function meant(key: string, option: Option): Option {
  if (option.is === 'integer' && key.endsWith('_mib')) return { is: 'mebibytes' };
  if (option.is === 'string' && FILE.test(key)) return { is: 'file' };
  if (option.is !== 'integer' && option.is !== 'any') return option;
  if (BYTE_TEXTS.has(key)) return { is: 'byte_texts' };
  if (BYTES.has(key)) return { is: 'bytes' };
  return option;
}

/** What can be set for a metric or attribute, whichever it is; the lists of its own attributes are plain texts here. */
function settings(options: readonly Option[]): Option {
  const fields = Object.fromEntries(
    options
      .flatMap((option) => (option.is === 'object' ? Object.entries(option.fields) : []))
      .map(([key, child]) => [key, child.is === 'list' ? TEXTS : child]),
  );
  return { is: 'object', fields, required: [], open: false, parts: [] };
}

const TEXTS: Option = { is: 'list', items: { is: 'string' } };
