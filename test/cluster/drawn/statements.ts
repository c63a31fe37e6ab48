import * as fc from 'fast-check';

import { OTTL_ENUMS, OTTL_FIELDS, OTTL_FUNCTIONS } from '../../../imports/otelcol/ottl';
import type { OttlFields, OttlFunction, OttlType } from '../../../imports/otelcol/references';
import { withParents } from '../../../constructs/collector/ottl/contexts';

/** Statements and conditions of OTTL for a context. One in a few has a fault. */
export interface DrawnOttl {
  readonly statement: fc.Arbitrary<string>;
  readonly condition: fc.Arbitrary<string>;
}

/** Returns texts for a context: most paths, enums and functions are those of this context. */
export function drawnOttl(context: string): DrawnOttl {
  const texts = new OttlTexts(context);
  return { statement: damaged(texts.statement()), condition: damaged(texts.condition(2)) };
}

/** Removes or repeats one character of some texts. */
function damaged(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const damage = fc.record({ text: texts, at: fc.nat(), isRepeated: fc.boolean() }).map(({ text, at, isRepeated }) => {
    const place = at % Math.max(text.length, 1);
    return text.slice(0, place) + (isRepeated ? text.slice(place, place + 1).repeat(2) : '') + text.slice(place + 1);
  });
  return fc.oneof({ weight: 25, arbitrary: texts }, { weight: 1, arbitrary: damage });
}

class OttlTexts {
  private readonly editors: readonly string[];
  private readonly converters: readonly string[];

  public constructor(private readonly context: string) {
    const names = Object.keys(OTTL_FUNCTIONS).filter((name) => name !== 'route');
    this.editors = names.filter((name) => /^[a-z]/.test(name));
    this.converters = names.filter((name) => /^[A-Z]/.test(name));
  }

  public statement(): fc.Arbitrary<string> {
    const edit = mostly(this.call(this.editors, 2), fc.constantFrom('no_such(span.name)', 'Set(span.name, "a")', 'set', 'set()'), 60);
    return fc.oneof(
      { weight: 3, arbitrary: edit },
      { weight: 1, arbitrary: fc.tuple(edit, this.condition(1)).map(([one, other]) => `${one} where ${other}`) },
    );
  }

  public condition(depth: number): fc.Arbitrary<string> {
    const comparison = fc
      .tuple(this.value('any', depth - 1), fc.constantFrom('==', '!=', '<', '>=', '>', '<='), this.value('any', 0))
      .map((parts) => parts.join(' '));
    const leaf = fc.oneof(
      { weight: 30, arbitrary: comparison },
      { weight: 3, arbitrary: this.call(this.converters, depth - 1) },
      { weight: 1, arbitrary: fc.constantFrom('true', 'false', 'not true', 'nil', '1', '"a"', 'IsRootSpan()', 'a = b') },
    );
    if (depth <= 0) return leaf;
    const inner = this.condition(depth - 1);
    return fc.oneof(
      { weight: 4, arbitrary: leaf },
      { weight: 1, arbitrary: fc.tuple(inner, fc.constantFrom('and', 'or'), inner).map((parts) => parts.join(' ')) },
      { weight: 1, arbitrary: inner.map((one) => `not (${one})`) },
    );
  }

  private call(names: readonly string[], depth: number): fc.Arbitrary<string> {
    const fitting = names.filter((name) => {
      const { only } = OTTL_FUNCTIONS[name] ?? {};
      return only === undefined || only === this.context;
    });
    return mostly(fc.constantFrom(...fitting), fc.constantFrom(...names, 'NoSuch'), 80).chain((name) => {
      const facts = OTTL_FUNCTIONS[name] ?? { arguments: [], kinds: [], needed: 0 };
      return this.arguments(facts, depth).map((given) => `${name}(${given.join(', ')})`);
    });
  }

  private arguments(facts: OttlFunction, depth: number): fc.Arbitrary<readonly string[]> {
    const { arguments: names, kinds, needed } = facts;
    const count = mostly(fc.integer({ min: needed, max: names.length }), fc.constantFrom(0, Math.max(0, needed - 1), names.length + 1), 60);
    return count.chain((length) => {
      const values = Array.from({ length }, (_, i) => this.argument(facts, kinds[i] ?? 'any', names[i] ?? '', depth));
      const named = mostly(fc.constant(length), fc.nat(length), 12);
      return fc
        .tuple(fc.tuple(...values), named)
        .map(([drawn, from]) => drawn.map((value, i) => (i >= from ? `${names[i] ?? 'other'} = ${value}` : value)));
    });
  }

  private argument({ choices = {} }: OttlFunction, kind: string, name: string, depth: number): fc.Arbitrary<string> {
    const texts = ARGUMENTS[name];
    if (texts !== undefined) return mostly(fc.constantFrom(...texts), this.path(), 8);
    const accepted = choices[name];
    if (accepted !== undefined) return mostly(fc.constantFrom(...accepted.map((choice) => `"${choice}"`)), fc.constant('"other"'), 30);
    if (!kind.endsWith('[]')) return mostly(this.value(kind as OttlType, depth - 1), this.value('any', depth - 1), 60);
    const items = fc.array(this.value(kind.slice(0, -2) as OttlType, depth - 1), { maxLength: 2 }).map((drawn) => `[${drawn.join(', ')}]`);
    return mostly(items, this.value('any', depth - 1), 60);
  }

  /** A value of a type, as it is written. */
  private value(type: OttlType, depth: number): fc.Arbitrary<string> {
    const literals = LITERALS[type];
    if (literals !== undefined && (WRITTEN.has(type) || depth < 0)) return fc.constantFrom(...literals);
    const forms: fc.WeightedArbitrary<string>[] = [];
    if (literals !== undefined) forms.push({ weight: 4, arbitrary: fc.constantFrom(...literals) });
    if (type === 'function') return fc.constantFrom('SHA256', 'MD5', 'FNV', 'ToUpperCase', 'NoSuch');
    forms.push({ weight: 4, arbitrary: this.path() });
    if (type === 'path') return this.path();
    if (type === 'any') {
      forms.push({ weight: 1, arbitrary: fc.constantFrom(...(OTTL_ENUMS[this.context] ?? []), 'STATUS_CODE_OK', 'NO_SUCH_ENUM') });
      forms.push({ weight: 1, arbitrary: fc.constantFrom('1 + 2', '(1 + 2) * 3', '-1', '(2)', '+1.5', 'Now() - Now()', '"a" + 1') });
    }
    if (depth > 0) forms.push({ weight: 2, arbitrary: this.call(this.converters, depth - 1) });
    return fc.oneof(...forms);
  }

  private path(): fc.Arbitrary<string> {
    const contexts = withParents(this.context);
    const good = fc
      .constantFrom(...contexts, this.context, this.context)
      .chain((first) => pathBelow(OTTL_FIELDS[first] ?? {}).map((rest) => `${first}.${rest}`));
    const any = fc
      .constantFrom(...Object.keys(OTTL_FIELDS))
      .chain((first) => pathBelow(OTTL_FIELDS[first] ?? {}).map((rest) => `${first}.${rest}`));
    const odd = fc.constantFrom(
      'name',
      'attributes["a"]',
      'foo',
      'span',
      'span.nothing',
      'otelcol.client.addr',
      'resource',
      'instrumentation_scope.name',
    );
    return fc.oneof({ weight: 300, arbitrary: good }, { weight: 1, arbitrary: any }, { weight: 1, arbitrary: odd });
  }
}

/** A field, its fields, and keys. */
function pathBelow(fields: OttlFields): fc.Arbitrary<string> {
  const names = Object.keys(fields);
  if (names.length === 0) return fc.constant('nothing');
  return fc.constantFrom(...names).chain((name) => {
    const { keys, fields: below } = fields[name] ?? {};
    const forms: fc.WeightedArbitrary<string>[] = [{ weight: 30, arbitrary: fc.constant(name) }];
    if (keys !== undefined) forms.push({ weight: 30, arbitrary: fc.constantFrom('["a"]', '["a"]["b"]', '[0]').map((key) => name + key) });
    else forms.push({ weight: 1, arbitrary: fc.constant(`${name}["a"]`) });
    if (below !== undefined) forms.push({ weight: 30, arbitrary: pathBelow(below).map((rest) => `${name}.${rest}`) });
    else forms.push({ weight: 1, arbitrary: fc.constant(`${name}.string`) });
    return fc.oneof(...forms);
  });
}

/** Draws from the second of two sources once in so many times. */
function mostly<T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, once: number): fc.Arbitrary<T> {
  return fc.oneof({ weight: once, arbitrary: usual }, { weight: 1, arbitrary: odd });
}

/** Texts of arguments that have a language of their own. */
const ARGUMENTS: Readonly<Record<string, readonly string[] | undefined>> = {
  // Neither the language of XPath nor the table of encodings is checked: docs/testing.md. These texts are valid.
  x_path: ['"/a/b"', '"//a"', '"/a/@b"', '"//a[@b=\'c\']"'],
  encoding: ['"base64"', '"utf-8"', '"UTF-16"', '"us-ascii"', '"iso-8859-1"'],
  format: ['"%Y-%m-%d"', '"%H:%M:%S.%f"', '"%H:%M:%S%f"', '"%d"', '"%Q"', '"2006"', '""', '"clf"', '"combined"', '"%%"', '"a"'],
  location: ['"UTC"', '"Europe/Berlin"', '"Local"', '"Nowhere/Town"', '"+01:00"', '""'],
  locale: ['"en"', '"de-DE"', '"!"', '""'],
  pattern_definitions: ['["A=b"]', '["A"]', '["A:b=c"]', '[]'],
  networks: [
    '["10.0.0.0/8"]',
    '["::1/128", "10.0.0.1"]',
    '["10.0.0.0/33"]',
    '["1.2.3.4/08"]',
    '["fe80::1%eth0/64"]',
    '[resource.attributes["a"]]',
  ],
  semconv_version: ['"1.37.0"', '"1.40.0"', '"1.41.0"', '"1.38"', '"v1.39.1"', '"1.37.0-rc1"', '"x"', '"1.40.0+a"', '"1.040.0"'],
  percentile: ['50.0', '0.0', '100.0', '99.9', '50'],
  truncation_marker: ['"..."', '""', '"ä"'],
  explicit_bounds: ['[1.0, 2.0]', '[]', '[1]'],
  distribution_fn: ['"upper"', '""', '"other"', '"random"'],
  delimiter: ['"="', '" "', '""', '";"', '"ä"', '"::"', '"\\t"'],
  pair_delimiter: ['"="', '" "', '""', '"&"'],
  header_delimiter: ['","', '""', '"::"'],
  pattern: [
    '"a.*"',
    '"(?P<n>a)"',
    '"(?<n>a)"',
    '"[a-z]"',
    '"[z-a]"',
    '"[a"',
    '"{a,b}"',
    '"[!]"',
    '"[]a]"',
    '"[ab-c]"',
    '"a\\\\"',
    '"(?=a)"',
    '"(a"',
  ],
  regex_pattern: ['"a.*"', '"(?P<n>a)"', '"[z-a]"', '"[a"', '"a{1001}"', '"\\\\d+"', '"(?!a)"', '"\\\\1"'],
};

const WRITTEN: ReadonlySet<OttlType> = new Set(['literal_string', 'literal_int', 'literal_float', 'literal_bool']);

const ODD_STRINGS = [
  '"a"',
  '""',
  '"a.*"',
  '"(a"',
  '"\\\\d+"',
  '"$1"',
  '"2006"',
  '"%Y-%m-%d"',
  '"1s"',
  '","',
  '"\\n"',
  '"\\d"',
  "'a'",
  '"ä"',
];
const PLAIN_STRINGS = ['"a"', '"b"', '"a.*"', '"x y"', '"c.d"'];
const STRINGS = [...PLAIN_STRINGS, ...PLAIN_STRINGS, ...PLAIN_STRINGS, ...ODD_STRINGS];
const INTS = ['1', '2', '100', '1', '2', '100', '0', '10', '-1', '9223372036854775807', '9223372036854775808'];
const FLOATS = ['1.5', '.5', '2.', '1e3', '-0.5'];

const LITERALS: Partial<Record<OttlType, readonly string[]>> = {
  any: [
    ...STRINGS,
    ...INTS,
    ...FLOATS,
    'nil',
    'true',
    '0xab',
    '0xabc',
    '["a", 1]',
    '[]',
    '{}',
    '{"a": 1}',
    '{"a": [1, {"b": nil}]}',
    '() => true',
  ],
  string: STRINGS,
  string_like: [...STRINGS, '1'],
  int: INTS,
  int_like: [...INTS, '"1"', '1.5'],
  float: FLOATS,
  float_like: [...FLOATS, '1'],
  bool: ['true', 'false'],
  bool_like: ['true', '"true"', '1'],
  bytes_like: ['0xab', '0x0102030405060708', '0x0102030405060708090a0b0c0d0e0f10', '"0102030405060708"'],
  map: ['{}', '{"a": 1}'],
  list: ['[]', '["a"]', '[1, 2]'],
  lambda: ['x => x', '(x) => x == 1', '() => true'],
  literal_string: [...STRINGS, '"%{WORD:a}"', '"%H:%M"', '"|"', '"="'],
  literal_int: ['1', '0', '10', '-1'],
  literal_float: ['1.5', '2.0', '-1.5'],
  literal_bool: ['true', 'false'],
};
