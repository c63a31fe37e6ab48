import * as fs from 'node:fs';
import * as path from 'node:path';

import type { OutputFiles } from './layout';

/** One file that changes: its new text lies beside it until all are there. */
interface Change {
  readonly target: string;
  readonly staged: string;
  readonly old: string | undefined;
}

/**
 * Writes files below a folder, all or none: new texts are staged beside their places and then moved there, and if that
 * fails the old texts come back. Files whose bytes do not change are not touched.
 *
 * @param outdir the folder; made if it is not there
 * @param files text by path below it
 * @param stale paths below it that an earlier run wrote and that are removed unless they are written now
 * @throws RangeError for a path that leaves the folder, before anything is written
 */
export function writeFiles(outdir: string, files: OutputFiles, stale: readonly string[] = []): void {
  for (const file of [...files.keys(), ...stale]) requireInside(file);
  const changes: Change[] = [];
  try {
    for (const [file, text] of files) {
      const target = path.join(outdir, file);
      const old = readIfThere(target);
      if (old === text) continue;
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const staged = path.join(path.dirname(target), `.${path.basename(target)}.${String(process.pid)}.new`);
      changes.push({ target, staged, old });
      fs.writeFileSync(staged, text);
    }
    moveAll(changes);
  } finally {
    for (const { staged } of changes) fs.rmSync(staged, { force: true });
  }
  removeStale(
    outdir,
    stale.filter((file) => !files.has(file)),
  );
}

function moveAll(changes: readonly Change[]): void {
  const moved: Change[] = [];
  try {
    for (const change of changes) {
      fs.renameSync(change.staged, change.target);
      moved.push(change);
    }
  } catch (error) {
    for (const { target, old } of moved) {
      if (old === undefined) fs.rmSync(target, { force: true });
      else fs.writeFileSync(target, old);
    }
    throw error;
  }
}

function removeStale(outdir: string, stale: readonly string[]): void {
  const files = stale.filter((file) => fs.lstatSync(path.join(outdir, file), { throwIfNoEntry: false })?.isFile() === true);
  for (const file of files) fs.rmSync(path.join(outdir, file));
  for (const folder of new Set(files.map((file) => path.dirname(file)))) {
    const full = path.join(outdir, folder);
    if (folder !== '.' && fs.readdirSync(full).length === 0) fs.rmSync(full, { recursive: true });
  }
}

function requireInside(file: string): void {
  const normal = path.posix.normalize(file);
  if (path.posix.isAbsolute(normal) || normal !== file || normal.startsWith('..') || file.includes('\\')) {
    throw new RangeError(`${file} is not a path below the output folder`);
  }
}

function readIfThere(file: string): string | undefined {
  const status = fs.statSync(file, { throwIfNoEntry: false });
  return status === undefined || status.isDirectory() ? undefined : fs.readFileSync(file, 'utf8');
}
