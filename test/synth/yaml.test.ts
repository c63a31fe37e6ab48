import * as fc from 'fast-check';
import * as jsYaml from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';

import { toYaml, type Json } from '../../constructs/synth/yaml';

const readers: Record<string, (text: string) => unknown> = {
  'yaml 1.2': (text) => parse(text, { version: '1.2' }) as unknown,
  'yaml 1.1': (text) => parse(text, { version: '1.1' }) as unknown,
  'js-yaml': (text) => jsYaml.load(text),
};

// What some reader takes for a number, a date, a boolean, null, a merge key, an alias, a tag, a comment or a document end.
const treacherous = [
  ...['', ' ', 'y', 'Y', 'n', 'yes', 'No', 'on', 'OFF', 'true', 'False', 'null', 'Null', '~', '.nan', '.inf', '-.INF', 'NaN'],
  ...['0', '00', '010', '0o17', '0x1F', '0b101', '1_000', '+1', '-1', '1e3', '1E+3', '.5', '1.', '1.5', '1:30', '190:20:30', '1:30.5'],
  ...['2001-12-14', '2001-12-14t21:59:43.10-05:00', '12:30:45', '<<', '=', '-', '--', '---', '...', '?', ':', '- a', '? a', 'a: b', 'a:'],
  ...['a #b', '#a', '*a', '&a', '!a', '!!str a', '%a', '@a', '`a', '[a', '{a', 'a]', '|', '>', "'", '"', "it's", '\\', 'a\\n'],
  ...[
    '\t',
    'a\tb',
    'a\n',
    '\na',
    'a\n\n',
    'a \nb',
    ' a\nb',
    'a\n b\n',
    'a\r\nb',
    'a\rb',
    'a\u0085b',
    'a\u2028b',
    '\ufeffa',
    '\u0000',
    '\u007f',
  ],
  ...[
    '1s',
    '200ms',
    '1h',
    '256Mi',
    '2Gi',
    '0.0.0.0:4317',
    '10.1.2.3',
    '1.2.3.4.5',
    '4317',
    '1e1Mi',
    'e5',
    'E-3',
    'é',
    '日本',
    '😀',
    'a, b',
    'a,b',
    'http://x:1/y',
  ],
];

const text = fc.oneof(
  fc.constantFrom(...treacherous),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.stringMatching(/^[-+0-9eExXobn_:.ytfTZ ]{0,12}$/),
  fc.array(fc.string({ maxLength: 12 }), { maxLength: 5 }).map((lines) => lines.join('\n')),
);
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(1e21, 1e-7, 5e-324, -0));
const { json } = fc.letrec<{ json: Json; map: Json; list: Json }>((tie) => ({
  json: fc.oneof({ depthSize: 'small' }, text, number, fc.boolean(), fc.constant(null), tie('map'), tie('list')),
  map: fc.dictionary(
    text.filter((key) => key !== '__proto__'),
    tie('json'),
    { maxKeys: 5 },
  ),
  list: fc.array(tie('json'), { maxLength: 5 }),
}));

describe('emitting YAML', () => {
  for (const [name, read] of Object.entries(readers)) {
    it(`is read back as the same data by ${name}`, () => {
      fc.assert(
        fc.property(json, (value) => {
          expect(read(toYaml(value))).toEqual(JSON.parse(JSON.stringify(value)));
        }),
        { numRuns: 2_000 },
      );
    });

    it.each(treacherous)(`keeps %j a string for ${name}, as value, key and item`, (value) => {
      expect(read(toYaml({ key: value, [`${value} `]: 1, list: [value] }))).toEqual({ key: value, [`${value} `]: 1, list: [value] });
      expect(read(toYaml({ [value]: 1 }))).toEqual({ [value]: 1 });
    });
  }

  it('glues into a stream of separate documents', () => {
    const stream = toYaml({ a: 1 }) + toYaml({ b: 'x\ny\n' }) + toYaml([]);
    expect(parseAllDocuments(stream).map((document) => document.toJS() as unknown)).toEqual([{ a: 1 }, { b: 'x\ny\n' }, []]);
  });

  it('is the same whatever the order of keys in the program', () => {
    expect(toYaml({ spec: 1, kind: 'K', b: { name: 1, a: 2 } })).toBe(toYaml({ b: { a: 2, name: 1 }, kind: 'K', spec: 1 }));
  });

  it('puts the identity of an object first and leaves what is undefined out', () => {
    expect(toYaml({ spec: {}, metadata: { namespace: 'ns', name: 'x', gone: undefined }, kind: 'K', apiVersion: 'v1' })).toBe(
      '---\napiVersion: v1\nkind: K\nmetadata:\n  name: x\n  namespace: ns\nspec: {}\n',
    );
  });

  it('shows text of several lines as such, and what needs no quotes without them', () => {
    expect(toYaml({ text: 'one\n  two\n', image: 'a.io/b:1', wait: '1h', memory: '256Mi', at: '0.0.0.0:4317' })).toBe(
      '---\nimage: a.io/b:1\nat: 0.0.0.0:4317\nmemory: 256Mi\ntext: |\n  one\n    two\nwait: 1h\n',
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => {
    expect(() => toYaml({ value })).toThrow(RangeError);
  });
});
