import { cpSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { allExampleOutput } from '../example-output';
import { tempDir } from '../helpers';
import { passedDigests, suiteDigest } from './suite-digest';
import { SUITES } from './suites';

describe('the suites on the real programs', () => {
  const names = Object.keys(SUITES);

  it('are the files of this folder', () => {
    const files = readdirSync(__dirname).filter((file) => file.endsWith('.cluster.ts'));
    expect(names.map((name) => `${name}.cluster.ts`).sort()).toEqual(files.sort());
  });

  it('have different digests, and a record only if they may be left out', async () => {
    const examples = await allExampleOutput();
    expect(new Set(names.map((name) => suiteDigest(name, examples))).size).toBe(names.length);
    expect(Object.keys(passedDigests()).filter((name) => SUITES[name]?.onChange !== true)).toEqual([]);
  });

  it('have another digest if the output of an example changes that they read', async () => {
    const [examples, copy] = [await allExampleOutput(), path.join(tempDir(), 'examples')];
    cpSync(examples, copy, { recursive: true });
    writeFileSync(path.join(copy, 'secret-link', 'plant', '30-collector.yaml'), 'changed');
    const changed = names.filter((name) => suiteDigest(name, examples) !== suiteDigest(name, copy));
    expect(changed).toEqual(['collector', 'control-plane', 'faults', 'status-preflight']);
  });
});
