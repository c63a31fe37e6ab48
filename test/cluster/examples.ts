import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import { ROOT } from '../root';
import { readTree } from '../tree';

/** Folder with the output of each example, as `writeExamples` wrote it. */
export const EXAMPLES = path.join(ROOT, '.cache', 'examples');

/** Folder with the output of an example. */
export function exampleFolder(name: string): string {
  const folder = path.join(EXAMPLES, name);
  if (!existsSync(folder)) throw new Error(`${folder} does not exist; npm run test:cluster writes it`);
  return folder;
}

/** Synthesizes every example from the current sources. Replaces the folder only if the output changed, because another run may read it. */
export function writeExamples(): void {
  // Outside of the project, as the default path of Argo CD's source contains an output folder inside of it.
  const written = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
  try {
    const run = ['--require', 'tsx/cjs', path.join(__dirname, 'synthesize-examples.ts'), written];
    execFileSync(process.execPath, run, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
    if (existsSync(EXAMPLES) && isDeepStrictEqual(readTree(EXAMPLES), readTree(written))) return;
    rmSync(EXAMPLES, { recursive: true, force: true });
    cpSync(written, EXAMPLES, { recursive: true });
  } finally {
    rmSync(written, { recursive: true, force: true });
  }
}
