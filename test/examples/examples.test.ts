import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { exampleOutput } from '../example-output';
import { readTree, ROOT } from '../helpers';
import { examplePrograms } from '../programs';
import { filesWithSecrets } from '../security/secrets';

const names = examplePrograms().map(({ name }) => name);

describe('every example', () => {
  // exampleOutput() fails if the program prints.
  it.each(names)('%s is synthesized, prints nothing and writes no secret', async (name) => {
    const files = readTree(await exampleOutput(name));
    expect(Object.keys(files)).toContain('network.json');
    expect(await filesWithSecrets(files)).toEqual([]);
  });

  it('is YAML without a duplicate key or a warning, and so is dist/', async () => {
    const known = new Set<string>();
    for (const folder of [path.join(ROOT, 'dist'), ...(await Promise.all(names.map(exampleOutput)))]) {
      for (const [file, text] of Object.entries(readTree(folder))) {
        // Many files are copies of others.
        if (!file.endsWith('.yaml') || known.has(text)) continue;
        known.add(text);
        for (const document of parseAllDocuments(text)) expect([file, ...document.errors, ...document.warnings]).toEqual([file]);
      }
    }
  });

  it('has its whole output in test/golden/, or a test of what it shows in this folder', () => {
    const whole = readdirSync(path.join(ROOT, 'test', 'golden'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const texts = readdirSync(__dirname).map((file) => readFileSync(path.join(__dirname, file), 'utf8'));
    const tested = texts.flatMap((text) => [...text.matchAll(/Example\.of\('([^']+)'\)/g)].map(([, name = '']) => name));
    expect([...whole, ...new Set(tested)].sort()).toEqual(names.toSorted());
  });
});
