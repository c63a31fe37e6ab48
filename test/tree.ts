import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** Every file below a folder with its text, by path. */
export function readTree(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    files[path.relative(folder, file).replaceAll(path.sep, '/')] = readFileSync(file, 'utf8');
  }
  return files;
}
