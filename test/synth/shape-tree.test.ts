import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { ShapeTree } from '../../constructs/synth/shape/shape-tree';

const END = Symbol('end');

it('gives equal keys to equal sequences of tokens, and to no others', () => {
  const token = fc.constantFrom<unknown>(1, 2, 'a', undefined, null, Number.NaN);
  fc.assert(
    fc.property(fc.array(fc.array(token, { maxLength: 6 }), { maxLength: 40 }), (sequences) => {
      const tree = new ShapeTree();
      const keys = sequences.map((tokens) => {
        const search = tree.search();
        for (const one of ['begin', ...tokens, END]) search.add(one);
        return search.end();
      });
      const texts = sequences.map((tokens) => tokens.map(String).join());
      expect(keys.map((key) => keys.indexOf(key))).toEqual(texts.map((text) => texts.indexOf(text)));
    }),
  );
});

it('forgets a sequence that was not read to its end', () => {
  const tree = new ShapeTree();
  tree.search().add('begin');
  const search = tree.search();
  search.add('begin');
  search.add(END);
  expect(search.end()).toBe(1);
});
