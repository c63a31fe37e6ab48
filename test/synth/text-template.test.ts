import { describe, expect, it } from 'vitest';

import { kindOfText, wordsOf } from '../../constructs/synth/shape/free-text';
import { TextTemplate, type Sample } from '../../constructs/synth/shape/text-template';

const sample = (text: string, ...values: readonly string[]): Sample => ({ text, values });

describe('a template of texts', () => {
  it('has a hole for each value, in any order and as often as it occurs', () => {
    const template = TextTemplate.of([sample('b of a, a', 'a', 'b'), sample('d of c, c', 'c', 'd'), sample('f of e, e', 'e', 'f')]);
    expect(template?.fill(['one', 'two'])).toBe('two of one, one');
  });

  it('keeps what all texts contain, though it is a value of the first text', () => {
    const template = TextTemplate.of([sample('till of till', 'till'), sample('till of shop', 'shop')]);
    expect(template?.fill(['bar'])).toBe('till of bar');
  });

  it('has no hole for a value that no text contains', () => {
    expect(TextTemplate.of([sample('of a', 'a', 'x'), sample('of b', 'b', 'y')])?.fill(['c', 'z'])).toBe('of c');
  });

  it.each([
    ['other text', [sample('a is 1', 'a'), sample('b is 2', 'b')]],
    ['other text in the third', [sample('a is 1', 'a'), sample('b is 1', 'b'), sample('c is 2', 'c')]],
    ['values in another order', [sample('a b', 'a', 'b'), sample('d c', 'c', 'd')]],
    ['more text', [sample('a', 'a'), sample('b.', 'b')]],
    ['less text', [sample('a.', 'a'), sample('b', 'b')]],
    ['a changed value', [sample('A', 'a'), sample('B', 'b')]],
    ['one text', [sample('a', 'a')]],
  ])('does not exist for %s', (_, samples) => {
    expect(TextTemplate.of(samples)).toBeUndefined();
  });
});

describe('the kind of a text', () => {
  it.each([
    '',
    'ab',
    'on',
    'null',
    'True',
    'alse',
    'e12',
    'e_5',
    '5s',
    '1e3',
    'a: b',
    "it's",
    'two  blanks',
    ' begin',
    'end-',
    'a.svc',
    'kube-system',
    'my token',
  ])('is unknown for %j', (text) => {
    expect(kindOfText(text, [])).toBeUndefined();
  });

  it('is unknown for what is not a text', () => {
    expect(kindOfText(5000, [])).toBeUndefined();
    expect(kindOfText(undefined, [])).toBeUndefined();
  });

  it('is unknown next to a value that it could be derived from', () => {
    expect(kindOfText('New York', ['new-york-2'])).toBeUndefined();
    expect(kindOfText('Café Krüger', ['cafe-kruger'])).toBeUndefined();
    expect(kindOfText('berlin north', ['north'])).toBeUndefined();
    expect(kindOfText('New York', ['berlin'])).toBeDefined();
  });

  it('differs where checks and YAML could tell texts apart', () => {
    const kinds = ['acme', 'acme-corp', 'acme corp', 'acme_corp', 'Acme', 'acme5', 'acmé', 'acMe'].map((text) =>
      kindOfText(text, ['shop-1']),
    );
    expect(new Set(kinds).size).toBe(kinds.length);
    expect(kindOfText('acme', ['shop-1'])).toBe(kindOfText('beta', ['shop-2']));
    expect(kindOfText('acme', ['shop-1'])).not.toBe(kindOfText('zeta', ['shop-2']));
  });

  it('goes by words without case', () => {
    expect(wordsOf(' Acme-corp of "Berlin"')).toEqual(['acme', 'corp', 'of', 'berlin']);
  });
});
