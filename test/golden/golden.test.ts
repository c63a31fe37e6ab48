import { cpSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { readTree, ROOT, tempDir } from '../helpers';

// Each program of examples/ has its whole output beside this file, to be read in review. `npm run golden` rewrites it.
const programs = readdirSync(path.join(ROOT, 'examples')).filter((file) => file.endsWith('.ts'));

describe('the examples synthesize what was read and found right', () => {
  it.each(programs)('%s', async (file) => {
    const golden = path.join(__dirname, path.basename(file, '.ts'));
    const out = tempDir();
    const before = process.env['CDK8S_OUTDIR'];
    process.env['CDK8S_OUTDIR'] = out;
    try {
      await import(path.join(ROOT, 'examples', file));
    } finally {
      if (before === undefined) delete process.env['CDK8S_OUTDIR'];
      else process.env['CDK8S_OUTDIR'] = before;
    }
    if (process.env['GOLDEN'] === 'update') {
      rmSync(golden, { recursive: true, force: true });
      cpSync(out, golden, { recursive: true });
    }
    expect(readTree(out)).toEqual(readTree(golden));
  });

  it('has no output of an example that is gone', () => {
    const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => `${name}.ts`).sort()).toEqual([...programs].sort());
  });

  it('is YAML without a duplicate key or a warning', () => {
    for (const folder of [path.join(ROOT, 'dist'), __dirname]) {
      for (const [file, text] of Object.entries(readTree(folder))) {
        if (!file.endsWith('.yaml')) continue;
        for (const document of parseAllDocuments(text)) expect([file, ...document.errors, ...document.warnings]).toEqual([file]);
      }
    }
  });
});
