// Compiles the package to lib/: types by tsc, the library and the command as bundles.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

import { bundle } from './bundle.mjs';

const require = createRequire(import.meta.url);

rmSync('lib', { recursive: true, force: true });
// `npm run check` reports type errors. Without a second check, tsc takes half the time.
const tsc = ['-p', 'tsconfig.build.json', '--noCheck'];
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), ...tsc], { stdio: 'inherit' });
for (const folder of ['imports/validators', 'imports/otelcol/validators'])
  cpSync(folder, `lib/${folder}`, { recursive: true, filter: (source) => !source.endsWith('.ts') });
for (const file of readdirSync('lib/constructs', { recursive: true, encoding: 'utf8' }))
  if (/\.js(\.map)?$/.test(file)) rmSync(path.join('lib/constructs', file));
await bundle('lib');
// The bundle of the command contains ops/.
rmSync('lib/ops', { recursive: true, force: true });
chmodSync('lib/cli/main.js', 0o755);
