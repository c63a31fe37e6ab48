import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

/**
 * Writes a file that nobody else may read: whole or not at all.
 *
 * @param root folder of secrets, which is made so that git ignores what is in it
 * @param file path below it
 * @returns the path of the file
 */
export function writePrivate(root: string, file: string, text: string): string {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700);
  const ignore = path.join(root, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
  const fresh = `${target}.${String(process.pid)}.new`;
  try {
    writeFileSync(fresh, text, { mode: 0o600 });
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { force: true });
  }
  return target;
}
