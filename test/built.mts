import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import type { TestProject } from 'vitest/node';

import { bundle } from '../scripts/bundle.mjs';

const ROOT = path.resolve(import.meta.dirname, '..');

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the built library and command. */
    readonly built: string;
    /** A folder for the output of examples: test/example-output.ts. */
    readonly examples: string;
  }
}

/** Builds the library and the command once per run, without types. Tests that start a process run this build: it loads in a third of the time of the sources. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'built-'));
  const lib = path.join(folder, 'lib');
  await bundle(lib);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  project.provide('built', lib);
  const examples = path.join(folder, 'examples');
  mkdirSync(examples);
  project.provide('examples', examples);
  return () => {
    rmSync(folder, { recursive: true, force: true });
  };
}
