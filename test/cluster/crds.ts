import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { ROOT } from '../root';

/**
 * The folder with the upstream CRDs at their pinned versions: the one of `--crds`, or one beside the project, or what
 * `test/cluster/prepare.ts` downloaded.
 */
export function crdFolder(): string {
  const places = [process.env['CRDS'], path.resolve(ROOT, '..', 'shared', 'crds'), path.join(ROOT, '.cache', 'crds')];
  const folder = places.find((place): place is string => place !== undefined && pinned(place));
  if (folder === undefined)
    throw new Error('no folder with the pinned CRDs: name one with npm run test:cluster -- --crds DIR; without, they are downloaded');
  return folder;
}

/** Whether a folder holds every pinned file as it is pinned. */
export function pinned(folder: string): boolean {
  const { sources } = JSON.parse(readFileSync(path.join(ROOT, 'imports', 'sources.json'), 'utf8')) as {
    sources: { files: { file: string; sha256: string }[] }[];
  };
  return sources.every(({ files }) =>
    files.every(({ file, sha256 }) => {
      const full = path.join(folder, file);
      return existsSync(full) && createHash('sha256').update(readFileSync(full)).digest('hex') === sha256;
    }),
  );
}
