import * as fs from 'node:fs';
import * as path from 'node:path';

import type { OutputFiles } from './layout';

/**
 * Writes files below a folder in one go: all are staged first and then moved into place, so that a full disk or an
 * interrupt while writing leaves the old content. Files whose bytes do not change are not touched.
 *
 * @param outdir the folder; made if it is not there
 * @param files text by path below it
 * @param stale paths below it that an earlier run wrote and that are removed unless they are written now
 * @throws RangeError for a path that leaves the folder
 */
export function writeFiles(outdir: string, files: OutputFiles, stale: readonly string[] = []): void {
  for (const file of [...files.keys(), ...stale]) requireInside(file);
  const changed = [...files].filter(([file, text]) => readIfThere(path.join(outdir, file)) !== text);
  fs.mkdirSync(outdir, { recursive: true });
  const staging = fs.mkdtempSync(path.join(outdir, '.staging-'));
  try {
    changed.forEach(([, text], i) => {
      fs.writeFileSync(path.join(staging, String(i)), text);
    });
    const folders = new Set(changed.map(([file]) => path.dirname(path.join(outdir, file))));
    for (const folder of folders) fs.mkdirSync(folder, { recursive: true });
    changed.forEach(([file], i) => {
      fs.renameSync(path.join(staging, String(i)), path.join(outdir, file));
    });
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
  removeStale(
    outdir,
    stale.filter((file) => !files.has(file)),
  );
}

function removeStale(outdir: string, stale: readonly string[]): void {
  for (const file of stale) fs.rmSync(path.join(outdir, file), { force: true });
  for (const folder of new Set(stale.map((file) => path.dirname(file)))) {
    if (folder === '.') continue;
    const full = path.join(outdir, folder);
    if (fs.existsSync(full) && fs.readdirSync(full).length === 0) fs.rmdirSync(full);
  }
}

function requireInside(file: string): void {
  const normal = path.posix.normalize(file);
  if (path.posix.isAbsolute(normal) || normal !== file || normal.startsWith('..') || file.includes('\\')) {
    throw new RangeError(`${file} is not a path below the output folder`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
