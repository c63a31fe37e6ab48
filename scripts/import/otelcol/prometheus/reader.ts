import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';

import type { Modules } from '../modules';
import { pascal } from '../names';
import { importsOf, readGoPackage, type GoField, type GoPackage } from './go-package';

const PROMETHEUS = 'github.com/prometheus/prometheus';
const COMMON = 'github.com/prometheus/common';
const RECEIVER = 'github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver';

/**
 * Types that the receiver reads, and how the fields that refer to them are written: a scalar, `[]` for a list, `{}` for a map, `=` for
 * one of several texts, `#` for an object.
 */
const KNOWN: Readonly<Record<string, string>> = {
  [`${COMMON}/model.Duration`]: 'duration',
  [`${COMMON}/model.LabelNames`]: '[]label',
  [`${COMMON}/model.ValidationScheme`]: '=|legacy|utf8',
  [`${COMMON}/config.Secret`]: 'secret',
  [`${COMMON}/config.URL`]: 'url',
  [`${COMMON}/config.ProxyHeader`]: '{}[]secret',
  [`${COMMON}/config.TLSVersion`]: '=TLS10|TLS11|TLS12|TLS13',
  [`${PROMETHEUS}/model/labels.Labels`]: '{}string',
  [`${PROMETHEUS}/model/relabel.Regexp`]: 'regex',
  [`${PROMETHEUS}/model/relabel.Action`]: 'action',
  'github.com/alecthomas/units.Base2Bytes': 'size',
  'github.com/prometheus/otlptranslator.TranslationStrategyOption':
    '=|NoTranslation|NoUTF8EscapingWithSuffixes|UnderscoreEscapingWithSuffixes|UnderscoreEscapingWithoutSuffixes',
  'net/url.Values': '{}[]string',
  string: 'string',
  bool: 'boolean',
  any: 'any',
};

/** Fields that the receiver refuses, and fields of a type that YAML fills in another way. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Config: { remote_read: 'unsupported', remote_write: 'unsupported', rule_files: 'unsupported' },
  AlertingConfig: { alert_relabel_configs: 'unsupported', alertmanagers: 'unsupported' },
  StaticConfig: { targets: '[]string', labels: '{}string' },
};

/** Names that the rule of names would not give. */
const NAMES: Readonly<Record<string, string>> = {
  [`${PROMETHEUS}/discovery/targetgroup.Group`]: 'StaticConfig',
  [`${COMMON}/config.HTTPClientConfig`]: 'HttpClientConfig',
  [`${COMMON}/config.TLSConfig`]: 'TlsConfig',
};

/** Object of the configuration. */
export interface PrometheusObject {
  /** How each field is written, by its key. */
  readonly fields: Readonly<Record<string, string>>;
  /** Objects whose fields it has too. */
  readonly parts: readonly string[];
}

/** Reads the configuration of Prometheus from its Go types, at the version that the receiver requires. */
export class PrometheusReader {
  /** Every object that was referred to, by name. */
  public readonly objects = new Map<string, PrometheusObject>();
  private readonly sources = new Map<string, string>();
  private readonly packages = new Map<string, Promise<GoPackage>>();

  public constructor(private readonly modules: Modules) {}

  /** Module of Prometheus and its version, as Go writes it. */
  public get version(): string {
    const used = this.modules.all.find(({ module }) => module === PROMETHEUS);
    return `\`${PROMETHEUS}\` ${used?.version ?? ''}`;
  }

  /** Reads everything that the receiver reads as Prometheus does. @throws if a pinned module is not the one that the receiver requires */
  public async read(): Promise<void> {
    await this.object(`${PROMETHEUS}/config`, 'Config');
    for (const module of [PROMETHEUS, COMMON]) await this.modules.checkRequired(module, RECEIVER);
  }

  /** Reads a struct and everything below it, and returns the name of the object. */
  private async object(place: string, type: string, name = nameOf(place, type)): Promise<string> {
    const source = `${place}.${type}`;
    const known = this.sources.get(name);
    if (known !== undefined && known !== source) throw new Error(`${name} stands for ${known} and for ${source}`);
    if (known !== undefined) return name;
    this.sources.set(name, source);
    const declared = await this.fieldsOf(place, type);
    const fields: Record<string, string> = {};
    const parts: string[] = [];
    for (const { key, type: written, imports } of declared) {
      if (key === '') parts.push((await this.written(place, written, imports)).slice(1));
      else fields[key] = FIELDS[name]?.[key] ?? (await this.written(place, written, imports));
    }
    Object.assign(fields, FIELDS[name], name === 'ScrapeConfig' && (await this.discovery()));
    this.objects.set(name, { fields, parts });
    return name;
  }

  /** Returns a field for each mechanism of service discovery that the receiver registers. */
  private async discovery(): Promise<Readonly<Record<string, string>>> {
    const fields: [string, string][] = [['static_configs', `[]#${await this.object(`${PROMETHEUS}/discovery/targetgroup`, 'Group')}`]];
    const plugins = await this.modules.package(`${PROMETHEUS}/plugins`, RECEIVER);
    for (const file of (await readdir(plugins)).sort()) {
      const imported = [...importsOf(await readFile(path.join(plugins, file), 'utf8')).values()];
      for (const place of imported.filter((one) => one.startsWith(`${PROMETHEUS}/discovery/`)))
        for (const [mechanism, type] of (await this.package(place)).registered)
          fields.push([`${mechanism}_sd_configs`, `[]#${await this.object(place, type, `${pascal(mechanism)}SdConfig`)}`]);
    }
    return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Returns how a field of a Go type is written. */
  private async written(place: string, type: string, imports: ReadonlyMap<string, string>): Promise<string> {
    const known = KNOWN[type];
    if (known !== undefined) return known;
    if (/^u?int\d*$/.test(type)) return type.startsWith('u') ? 'unsigned' : 'integer';
    if (/^float\d+$/.test(type)) return 'number';
    if (type.startsWith('*')) return this.written(place, type.slice(1), imports);
    const [, list, map, inner = ''] = /^(?:(\[\])|(map\[\w+\]))(.+)$/.exec(type) ?? [];
    if (list !== undefined || map !== undefined) return (list ?? '{}') + (await this.written(place, inner, imports)).replace(/^=\|/, '=');
    const [, alias, name = ''] = /^(?:(\w+)\.)?(\w+)$/.exec(type) ?? [];
    const home = alias === undefined ? place : imports.get(alias);
    if (home === undefined || name === '') throw new Error(`${place}: the type ${type} is unknown`);
    return this.declared(home, name);
  }

  private async declared(place: string, name: string): Promise<string> {
    const known = KNOWN[`${place}.${name}`];
    if (known !== undefined) return known;
    const { structs, named, choices, imports } = await this.package(place);
    const values = choices.get(name);
    if (values !== undefined) return `=${values.join('|')}`;
    const [only, ...others] = structs.get(name) ?? [];
    // A struct around a map is that map.
    if (only?.key === '' && others.length === 0 && only.type.startsWith('map[')) return this.written(place, only.type, only.imports);
    if (structs.has(name)) return `#${await this.object(place, name)}`;
    const definition = named.get(name);
    if (definition === undefined) throw new Error(`${place}.${name} is unknown`);
    return this.written(place, definition, imports);
  }

  private async fieldsOf(place: string, type: string): Promise<readonly GoField[]> {
    const { structs, named } = await this.package(place);
    const fields = structs.get(type) ?? structs.get(named.get(type) ?? '');
    if (fields === undefined) throw new Error(`${place}.${type} is no struct`);
    return fields;
  }

  private package(name: string): Promise<GoPackage> {
    const known = this.packages.get(name);
    if (known !== undefined) return known;
    const read = this.modules.package(name, RECEIVER).then(readGoPackage);
    this.packages.set(name, read);
    return read;
  }
}

function nameOf(place: string, type: string): string {
  const folder = place.split('/').pop() ?? '';
  return NAMES[`${place}.${type}`] ?? (folder === 'config' ? type : pascal(folder) + type);
}
