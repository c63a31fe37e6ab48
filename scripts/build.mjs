// Compiles to lib/: types by tsc, the library and the command as one file each, since a hundred small ones take longer to find than to
// run. What is loaded when it is first needed (compiled schemas, parsers of data files) stays apart.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';

import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const root = path.resolve('.');

rmSync('lib', { recursive: true, force: true });
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
for (const folder of ['imports/validators', 'imports/otelcol/validators'])
  cpSync(folder, `lib/${folder}`, { recursive: true, filter: (source) => !source.endsWith('.ts') });

for (const [folder, entry, apart] of [
  ['constructs', 'index', /^imports\/(otelcol\/)?validators(\/|$)/],
  ['cli', 'main', /^constructs$/],
]) {
  mkdirSync(`lib/${folder}`, { recursive: true });
  for (const file of readdirSync(`lib/${folder}`, { recursive: true, encoding: 'utf8' }))
    if (/\.js(\.map)?$/.test(file)) rmSync(path.join('lib', folder, file));
  await build({
    entryPoints: [`${folder}/${entry}.ts`],
    outfile: `lib/${folder}/${entry}.js`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Names stay as they are in the sources, which are not in the package: a map of lines would be a tenth of it.
    sourcemap: false,
    logLevel: 'warning',
    plugins: [
      {
        name: 'apart',
        setup: ({ onResolve }) => {
          onResolve({ filter: /.*/ }, ({ path: wanted, resolveDir, kind }) => {
            if (kind === 'entry-point') return undefined;
            if (!wanted.startsWith('.')) return { external: true };
            const inside = path.relative(root, path.resolve(resolveDir, wanted));
            return apart.test(inside) ? { path: `../${inside}`, external: true } : undefined;
          });
        },
      },
    ],
  });
}
// The command has it all in its one file.
rmSync('lib/ops', { recursive: true, force: true });
chmodSync('lib/cli/main.js', 0o755);
