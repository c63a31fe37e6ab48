/** Writes the output of the examples, unless test/cluster/run.ts did, and downloads the pinned CRDs if no folder has them. */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { readSource, readSources } from '../../scripts/import/sources';
import { ROOT } from '../root';
import { crdFolder } from './crds';
import { writeExamples } from './examples';

export default async function prepare(): Promise<void> {
  if (process.env['EXAMPLES'] !== 'written') writeExamples();
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
