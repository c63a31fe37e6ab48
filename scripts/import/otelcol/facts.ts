import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';

import { parse } from 'yaml';

import type { RawSchema } from './schema';

/** The classes of components, as the sections of a collector's configuration are called. */
export const CLASSES = ['receivers', 'processors', 'exporters', 'connectors', 'extensions'] as const;
export type ComponentClass = (typeof CLASSES)[number];

/** What each distribution holds: distribution, class, last path segments of the Go modules. */
export type Distributions = Readonly<Record<string, Readonly<Record<ComponentClass, readonly string[]>>>>;

/** What a component says of itself. */
export interface Metadata {
  readonly type: string;
  readonly deprecated_type?: string;
  /** Signals, or pairs such as `traces_to_metrics`, by how stable they are. */
  readonly stability: Readonly<Record<string, readonly string[]>>;
}

/** A component described by hand, because its module or its schema is not to be had. */
export interface Handwritten extends Metadata {
  readonly class: string;
  readonly module: string;
  readonly schema?: RawSchema;
}

/** Reads `metadata.yaml` of a module. */
export async function readMetadata(folder: string): Promise<Metadata> {
  const { type, deprecated_type, status } = parse(await readFile(path.join(folder, 'metadata.yaml'), 'utf8')) as Metadata & {
    readonly status: { readonly stability: Metadata['stability'] };
  };
  return { type, ...(deprecated_type !== undefined && { deprecated_type }), stability: status.stability };
}

/** Where the contents of the distributions come from. */
export interface DistributionsPin {
  readonly version: string;
  /** Address of a manifest; `{distribution}` stands for the name. */
  readonly url: string;
  readonly distributions: readonly string[];
  /** Of the module names by distribution and class, sorted. */
  readonly sha256: string;
}

/**
 * Reads what each distribution holds, from a folder that has it as one JSON file or from the releases' manifests.
 *
 * @throws if the content is not what is pinned
 */
export async function readDistributions(pin: DistributionsPin, folder: string | undefined): Promise<Distributions> {
  const raw = folder === undefined ? await downloadManifests(pin) : await readFolder(pin, folder);
  const sorted: Distributions = Object.fromEntries(
    pin.distributions.map((name) => [
      name,
      Object.fromEntries(CLASSES.map((part) => [part, [...(raw[name]?.[part] ?? [])].sort()])) as unknown as Distributions[string],
    ]),
  );
  const digest = createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
  if (digest !== pin.sha256)
    throw new Error(`distributions ${pin.version}: sha256 is ${digest}, imports/otelcol/sources.json pins ${pin.sha256}`);
  return sorted;
}

async function readFolder(pin: DistributionsPin, folder: string): Promise<Distributions> {
  const text = await readFile(path.join(folder, `distributions-${pin.version}.json`), 'utf8');
  const { distributions } = JSON.parse(text) as { distributions: Record<string, Record<string, Record<string, unknown>>> };
  return mapValues(distributions, (classes) => mapValues(classes, (modules) => Object.keys(modules))) as unknown as Distributions;
}

async function downloadManifests(pin: DistributionsPin): Promise<Distributions> {
  const entries = pin.distributions.map(async (name) => {
    const response = await fetch(pin.url.replace('{distribution}', name), { signal: AbortSignal.timeout(60_000) });
    if (!response.ok) throw new Error(`${response.url}: HTTP ${String(response.status)}`);
    const manifest = parse(await response.text()) as Record<string, readonly { readonly gomod: string }[] | undefined>;
    const modules = (part: string): string[] => (manifest[part] ?? []).map(({ gomod }) => gomod.split(' ', 1)[0]?.split('/').pop() ?? '');
    return [name, Object.fromEntries(CLASSES.map((part) => [part, modules(part)]))] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as unknown as Distributions;
}

function mapValues<A, B>(values: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
