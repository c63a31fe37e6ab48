import { readdirSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { passedDigests, suiteDigest } from './suite-digest';
import { SUITES } from './suites';

describe('the suites on the real programs', () => {
  it('are the files of this folder', () => {
    const files = readdirSync(__dirname).filter((file) => file.endsWith('.cluster.ts'));
    expect(
      Object.keys(SUITES)
        .map((name) => `${name}.cluster.ts`)
        .sort(),
    ).toEqual(files.sort());
  });

  it('have different digests, and a record only if they may be left out', () => {
    const names = Object.keys(SUITES);
    expect(new Set(names.map(suiteDigest)).size).toBe(names.length);
    expect(Object.keys(passedDigests()).filter((name) => SUITES[name]?.onChange !== true)).toEqual([]);
  });
});
