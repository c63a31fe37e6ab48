import { cpSync, readdirSync, rmdirSync, rmSync, statSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { readTree, ROOT, tempDir } from '../helpers';
import { printedText } from '../printed';
import { examplePrograms } from '../programs';
import { filesWithSecrets } from '../security/secrets';

// Each program of examples/ has its whole output beside this file, to be read in review. `npm run golden` rewrites it.
/** Of an example with many sites alike, the folders that are worth reading. */
const PARTS: Readonly<Record<string, RegExp | undefined>> = {
  'fleet-from-csv': /^(hub|amsterdam-01|bergen-04)\//,
};
const programs = examplePrograms();

function removeEmpty(folder: string): void {
  for (const name of readdirSync(folder)) {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory() && readdirSync(full).length === 0) rmdirSync(full);
  }
}

describe('the examples synthesize what was read and found right', () => {
  it.each(programs)('$name', async ({ name: program, file }) => {
    const golden = path.join(__dirname, program);
    const out = tempDir();
    const before = process.env['CDK8S_OUTDIR'];
    process.env['CDK8S_OUTDIR'] = out;
    try {
      await import(file);
    } finally {
      if (before === undefined) delete process.env['CDK8S_OUTDIR'];
      else process.env['CDK8S_OUTDIR'] = before;
    }
    expect(printedText()).toBe('');
    expect(await filesWithSecrets(readTree(out))).toEqual([]);
    const part = PARTS[program] ?? /./;
    const isRead = (name: string): boolean => part.test(path.relative(out, name).replaceAll(path.sep, '/'));
    if (process.env['GOLDEN'] === 'update') {
      rmSync(golden, { recursive: true, force: true });
      cpSync(out, golden, { recursive: true, filter: (name) => statSync(name).isDirectory() ? true : isRead(name) });
      removeEmpty(golden);
    }
    const written = Object.entries(readTree(out)).filter(([name]) => part.test(name));
    expect(Object.fromEntries(written)).toEqual(readTree(golden));
  });

  it('has no output of an example that is gone', () => {
    const folders = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).sort()).toEqual(programs.map(({ name }) => name).sort());
  });

  it('is YAML without a duplicate key or a warning', () => {
    const known = new Set<string>();
    for (const folder of [path.join(ROOT, 'dist'), __dirname]) {
      for (const [file, text] of Object.entries(readTree(folder))) {
        // Many files are copies of others.
        if (!file.endsWith('.yaml') || known.has(text)) continue;
        known.add(text);
        for (const document of parseAllDocuments(text)) expect([file, ...document.errors, ...document.warnings]).toEqual([file]);
      }
    }
  });
});
