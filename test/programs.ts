import { existsSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

import { ROOT } from './root';

/** A program of examples/: a file, or a folder with a `main.ts`. */
export interface ExampleProgram {
  readonly name: string;
  readonly file: string;
}

/** Every program of examples/. */
export function examplePrograms(): readonly ExampleProgram[] {
  const folder = path.join(ROOT, 'examples');
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return [{ name: entry.name, file: path.join(folder, entry.name, 'main.ts') }];
    return entry.name.endsWith('.ts') ? [{ name: path.basename(entry.name, '.ts'), file: path.join(folder, entry.name) }] : [];
  });
}

/**
 * Runs an example in this process, once. It writes its output to a folder.
 *
 * @param load loads a TypeScript module
 */
export async function synthesizeExample(
  { name, file }: ExampleProgram,
  outdir: string,
  load: (file: string) => unknown = (module) => import(module),
): Promise<void> {
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = outdir;
  try {
    await load(file);
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
  }
  // Node.js runs a module only when it is first imported.
  if (!existsSync(path.join(outdir, 'network.json'))) throw new Error(`${name} wrote no output; it may have run in this process before`);
}
