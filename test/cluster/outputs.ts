import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { examplePrograms } from '../programs';
import { ROOT } from '../root';
import { EXAMPLES } from './examples';

/** A Kubernetes object of the output. */
export interface OutputObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** The output of one program: `main.ts` or an example. */
export interface Output {
  readonly name: string;
  readonly folder: string;
  readonly sites: readonly OutputSite[];
}

/** One folder of an output: what is applied to one cluster. */
export interface OutputSite {
  /** Its path in the output: the name of the site, but for what is written apart from it. */
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly objects: readonly OutputObject[];
}

/** Of an example with many similar sites, those that stand for all of them. */
const SAMPLES: Readonly<Record<string, readonly string[] | undefined>> = { 'fleet-from-csv': ['hub', 'amsterdam-01', 'bergen-04'] };

/** Every output: `dist/`, and those of the examples. */
export function outputs(): readonly Output[] {
  return outputNames().map((name) => outputOf(name, EXAMPLES));
}

/** Names of all outputs. */
export function outputNames(): readonly string[] {
  return ['main.ts', ...examplePrograms().map(({ name }) => `examples/${name}.ts`)];
}

/** Reads an output by its name. @param examples folder with the output of each example */
export function outputOf(name: string, examples: string): Output {
  if (name === 'main.ts') return readOutput(name, path.join(ROOT, 'dist'));
  const example = path.basename(name, '.ts');
  return readOutput(name, path.join(examples, example), SAMPLES[example]);
}

/** Reads the output of one program. @param only sites to read, by default all */
export function readOutput(name: string, folder: string, only?: readonly string[]): Output {
  const sites = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ parentPath }) => path.relative(folder, parentPath).replaceAll(path.sep, '/'))
    .filter((site) => only?.includes(site) ?? true);
  return { name, folder, sites: [...new Set(sites)].sort().map((site) => readSite(site, path.join(folder, site))) };
}

function readSite(name: string, folder: string): OutputSite {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => path.join(folder, file));
  return { name, folder, files, objects: files.flatMap((file) => objectsIn(readFileSync(file, 'utf8'))) };
}

/** The objects of a file. */
export function objectsIn(text: string): readonly OutputObject[] {
  return parseAllDocuments(text).map((document) => document.toJS() as OutputObject);
}

/** The same output with queues that hold less. */
export function withQueuesOf(output: Output, bytes: number): Output {
  const text = JSON.stringify(output).replace(/"queue_size":\d+/g, `"queue_size":${String(bytes)}`);
  return JSON.parse(text) as Output;
}
