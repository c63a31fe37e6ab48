import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { transform } from 'esbuild';
import type { TestProject } from 'vitest/node';

import { bundle } from '../scripts/bundle.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');
const VALIDATORS = ['imports/validators', 'imports/otelcol/validators'];

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built library and command. */
    readonly built: string;
  }
}

/** Builds the library and the command once per run, without types. Tests that start a process run this build: it loads in a third of the time of the sources. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'built-'));
  const lib = path.join(folder, 'lib');
  for (const validators of VALIDATORS) await copyScripts(path.join(ROOT, validators), path.join(lib, validators));
  await bundle(lib);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  project.provide('built', lib);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Copies the scripts of a folder; those in TypeScript are compiled. */
async function copyScripts(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const file = path.join(from, name);
    if (!name.endsWith('.ts')) cpSync(file, path.join(to, name), { recursive: true });
    else {
      const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts', format: 'cjs', target: 'node20' });
      writeFileSync(path.join(to, name.replace(/\.ts$/, '.js')), code);
    }
  }
}
