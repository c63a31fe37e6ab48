import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { readTree, ROOT } from '../helpers';
import { compare } from './compare';
import { DIFFERENCES } from './differences';
import { ORIGINAL } from './facts';
import { NAMESPACE, objectsByFile, objectsIn } from './output';

// The golden test holds that this is what the program writes.
const output = path.join(ROOT, 'test', 'golden', 'original');

describe('the output of examples/original', () => {
  it(
    'is object by object what the original has, but for what is stated, each with its reason',
    { tags: ['skupper-site', 'skupper-expose'] },
    () => {
      const stated = DIFFERENCES.map(({ why: _, ...difference }) => difference);
      const found = compare(ORIGINAL, objectsByFile(output), new Set(stated.map(({ at }) => at)));
      const byPlace = <T extends { readonly at: string }>(list: readonly T[]): Readonly<Record<string, T>> =>
        Object.fromEntries(list.map((one) => [one.at, one]));
      expect(byPlace(found)).toEqual(byPlace(stated));
      expect(DIFFERENCES.filter(({ why }) => why.trim() === '')).toEqual([]);
    },
  );

  it('is in one namespace, which no object of the original names', () => {
    const sites = objectsIn(output).filter(({ file }) => !file.startsWith('bootstrap'));
    const namespaces = sites.filter(({ object }) => object.kind !== 'Namespace').map(({ object }) => object.metadata.namespace);
    expect(new Set(namespaces)).toEqual(new Set([NAMESPACE]));
  });

  it('has every file of the original, in its folder', { tags: 'numbered-apply' }, () => {
    expect(Object.keys(readTree(output))).toEqual(expect.arrayContaining(Object.keys(ORIGINAL)));
  });
});
