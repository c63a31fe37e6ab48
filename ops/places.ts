import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import * as path from 'node:path';

/** Whether a folder is another one, or below it; neither has to be there yet. */
export function isWithin(folder: string, other: string): boolean {
  const between = path.relative(real(other), real(folder));
  return between === '' || (between !== '..' && !between.startsWith(`..${path.sep}`) && !path.isAbsolute(between));
}

/** Whether git would take up what is in a folder: it is in a work tree, and not ignored. */
export function isSeenByGit(folder: string): boolean {
  const inside = path.join(real(folder), 'any');
  const { status } = spawnSync('git', ['check-ignore', '-q', inside], { cwd: existing(folder), stdio: 'ignore' });
  // 0: ignored, 128: no work tree, null: no git.
  return status === 1;
}

/** The path with all links followed, as far as it is there. */
function real(folder: string): string {
  const there = existing(folder);
  return path.join(realpathSync(there), path.relative(there, path.resolve(folder)));
}

function existing(folder: string): string {
  let there = path.resolve(folder);
  while (!existsSync(there)) there = path.dirname(there);
  return there;
}
