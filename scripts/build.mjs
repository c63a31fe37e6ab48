// Compiles to lib/: TypeScript by tsc, the compiled schemas copied beside it.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

rmSync('lib', { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const folder of ['imports/validators', 'imports/otelcol/validators'])
  cpSync(folder, `lib/${folder}`, { recursive: true, filter: (source) => !source.endsWith('.ts') });
chmodSync('lib/cli/main.js', 0o755);
