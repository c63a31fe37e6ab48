import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { ROOT } from '../root';

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

/** The output of one program: the committed one, or that of an example. */
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

/** Every output that is committed: `dist/` and the examples'. */
export function outputs(): readonly Output[] {
  const golden = path.join(ROOT, 'test', 'golden');
  return [
    readOutput('main.ts', path.join(ROOT, 'dist')),
    ...folders(golden).map((name) => readOutput(`examples/${name}.ts`, path.join(golden, name))),
  ];
}

/** Reads the output of one program. */
export function readOutput(name: string, folder: string): Output {
  const sites = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map(({ parentPath }) => path.relative(folder, parentPath).replaceAll(path.sep, '/'));
  return { name, folder, sites: [...new Set(sites)].sort().map((site) => readSite(site, path.join(folder, site))) };
}

function readSite(name: string, folder: string): OutputSite {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  const objects = files.flatMap((file) =>
    parseAllDocuments(readFileSync(path.join(folder, file), 'utf8')).map((document) => document.toJS() as OutputObject),
  );
  return { name, folder, files: files.map((file) => path.join(folder, file)), objects };
}

function folders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The same output with queues that hold less. */
export function withQueuesOf(output: Output, bytes: number): Output {
  const text = JSON.stringify(output).replace(/"queue_size":\d+/g, `"queue_size":${String(bytes)}`);
  return JSON.parse(text) as Output;
}
