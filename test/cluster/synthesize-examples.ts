/** Synthesizes every example into a folder, each below its name: `node --require tsx/cjs test/cluster/synthesize-examples.ts FOLDER`. */
import { createRequire } from 'node:module';
import * as path from 'node:path';

import { examplePrograms, synthesizeExample } from '../programs';

async function main(folder: string): Promise<void> {
  // tsx/cjs loads TypeScript only for `require`.
  const load = createRequire(__filename);
  for (const program of examplePrograms()) await synthesizeExample(program, path.join(folder, program.name), load);
}

main(path.resolve(process.argv[2] ?? '')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
