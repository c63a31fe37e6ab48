import { readdirSync } from 'node:fs';
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
