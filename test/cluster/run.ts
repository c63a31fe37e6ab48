/**
 * Runs the proof on the real programs.
 *
 *   npm run test:cluster                    everything
 *   npm run test:cluster -- control-plane   files whose name has this in it
 *   npm run test:cluster -- --crds DIR      with the pinned CRDs from a folder
 *   npm run test:cluster -- --results       and writes docs/results.md
 *   npm run test:cluster -- --tags=TAGS     tests of some systems (docs/testing.md)
 */
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../root';

const { values, positionals } = parseArgs({
  options: { crds: { type: 'string' }, results: { type: 'boolean', default: false }, tags: { type: 'string' } },
  allowPositionals: true,
});
const env: NodeJS.ProcessEnv = { ...process.env };
if (values.crds !== undefined) env['CRDS'] = path.resolve(values.crds);
if (values.results) env['RESULTS'] = 'update';
const vitest = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const filter = values.tags === undefined ? [] : [`--tags-filter=${values.tags}`];
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'vitest.cluster.config.mts', ...filter, ...positionals], {
  cwd: ROOT,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 2;
