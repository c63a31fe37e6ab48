/** Builds the programs that are missing and, where no folder has them, downloads the pinned CRDs. */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { readSource, readSources } from '../../scripts/import/sources';
import { ROOT } from '../root';
import { crdFolder } from './crds';
import { buildPrograms } from './programs';

async function downloadCrds(): Promise<void> {
  try {
    crdFolder();
    return;
  } catch {
    process.stderr.write('downloading the pinned CRDs …\n');
  }
  for (const { files } of await readSources(path.join(ROOT, 'imports'))) {
    for (const source of files) {
      const target = path.join(ROOT, '.cache', 'crds', source.file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, await readSource(source, undefined));
    }
  }
}

export default async function prepare(): Promise<void> {
  buildPrograms();
  await downloadCrds();
}
