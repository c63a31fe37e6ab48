// The library and the command as one file each, since Node takes longer to find a hundred small files than to run them. Everything that is
// loaded only when it is needed (compiled schemas, parsers of data files, generated classes) stays in its own file. The tables of OTTL also
// stay apart: the package would hold them twice.
import { cpSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';

import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const options = {
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  // Names stay as they are in the sources, which are not in the package. A source map would be a tenth of it.
  sourcemap: false,
  logLevel: 'warning',
};

/** The bundles, each with the paths that stay outside it. */
const BUNDLES = [
  { folder: 'constructs', entry: 'index', apart: /^imports\/((otelcol\/)?validators(\/|$)|otelcol\/ottl$)/ },
  { folder: 'cli', entry: 'main', apart: /^constructs$/ },
];

/** Writes the bundles and `imports/` below a folder, without types. */
export async function bundle(out) {
  for (const folder of ['imports/validators', 'imports/otelcol/validators']) {
    mkdirSync(path.join(out, folder), { recursive: true });
    cpSync(path.join(root, folder), path.join(out, folder), { recursive: true, filter: (source) => !source.endsWith('.ts') });
  }
  await Promise.all([
    build({ ...options, entryPoints: [path.join(root, 'imports/**/*.ts')], outbase: root, outdir: out }),
    ...BUNDLES.map(({ folder, entry, apart }) =>
      build({
        ...options,
        entryPoints: [path.join(root, folder, `${entry}.ts`)],
        outfile: path.join(out, folder, `${entry}.js`),
        bundle: true,
        plugins: [outside(apart)],
      }),
    ),
  ]);
}

function outside(apart) {
  return {
    name: 'outside',
    setup: ({ onResolve }) => {
      onResolve({ filter: /.*/ }, ({ path: wanted, resolveDir, kind }) => {
        if (kind === 'entry-point') return undefined;
        if (!wanted.startsWith('.')) return { external: true };
        const inside = path.relative(root, path.resolve(resolveDir, wanted));
        return apart.test(inside) ? { path: `../${inside}`, external: true } : undefined;
      });
    },
  };
}
