import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { Topology } from '../../constructs';
import { objectsIn, type OutputObject } from '../cluster/outputs';
import { exampleOutput } from '../example-output';
import { at } from '../helpers';

/** The output of an example as a test reads it. */
export class Example {
  /** The content of `network.json`. */
  public readonly network: Topology;

  private constructor(private readonly folder: string) {
    this.network = JSON.parse(readFileSync(path.join(folder, 'network.json'), 'utf8')) as Topology;
  }

  /** Synthesizes the example, unless a test of this worker did. */
  public static async of(name: string): Promise<Example> {
    return new Example(await exampleOutput(name));
  }

  /** Names of the network's sites. */
  public get siteNames(): readonly string[] {
    return this.network.sites.map(({ name }) => name);
  }

  /** Objects of a folder, for example of a site: all, or those of a kind. */
  public objects(folder: string, kind?: string): readonly OutputObject[] {
    const files = readdirSync(path.join(this.folder, folder)).filter((file) => file.endsWith('.yaml'));
    const texts = files.toSorted().map((file) => readFileSync(path.join(this.folder, folder, file), 'utf8'));
    if (kind === undefined) return texts.flatMap(objectsIn);
    // A fleet has many files: only those with the kind are parsed.
    const some = texts.filter((text) => text.includes(`\nkind: ${kind}\n`));
    return some.flatMap(objectsIn).filter((object) => object.kind === kind);
  }

  /** The only object of a kind in a folder, or the one with a name. */
  public object(folder: string, kind: string, name?: string): OutputObject {
    const found = this.objects(folder, kind).filter(({ metadata }) => name === undefined || metadata.name === name);
    if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} objects of ${kind} ${name ?? ''} in ${folder}`);
    return found[0];
  }

  /** The spec of an object, or a part of it at a dotted path. */
  public spec(folder: string, kind: string, name?: string, part = ''): unknown {
    const { spec } = this.object(folder, kind, name);
    return part === '' ? spec : at(spec, part);
  }

  /** The configuration of a collector, or a part of it at a dotted path. */
  public config(site: string, collector: string, part = ''): unknown {
    return this.spec(site, 'OpenTelemetryCollector', collector, part === '' ? 'config' : `config.${part}`);
  }

  /** Receivers, processors and exporters of a pipeline of a collector. */
  public pipeline(site: string, collector: string, signal: string): unknown {
    return this.config(site, collector, `service.pipelines.${signal}`);
  }

  /** Names of the objects of a kind in a folder. */
  public names(folder: string, kind: string): readonly string[] {
    return this.objects(folder, kind).map(({ metadata }) => metadata.name);
  }

  /** Endpoints of a site's links to a hub, for edges: `host:port`. A hub with two routers has two links. */
  public dialled(site: string): readonly string[] {
    return this.objects(site, 'Link').flatMap(({ spec }) =>
      (spec?.['endpoints'] as { name: string; host: string; port: string }[])
        .filter(({ name }) => name === 'edge')
        .map(({ host, port }) => `${host}:${port}`),
    );
  }

  /** A site of `network.json`. */
  public site(name: string): Topology['sites'][number] {
    const found = this.network.sites.find((site) => site.name === name);
    if (found === undefined) throw new Error(`no site ${name}`);
    return found;
  }
}
