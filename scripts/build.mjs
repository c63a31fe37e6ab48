// Compiles the package to lib/: types by tsc, all else by esbuild.
import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

import { bundle } from './bundle.mjs';

const require = createRequire(import.meta.url);

rmSync('lib', { recursive: true, force: true });
// `npm run check` reports type errors. Without a second check, tsc takes half the time.
const tsc = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--noCheck'];
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), ...tsc], { stdio: 'inherit' });
await bundle('lib');
chmodSync('lib/cli/main.js', 0o755);
