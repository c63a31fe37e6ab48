import { describe, expect, it } from 'vitest';

import type { ParsedOttl } from '../../constructs/collector/ottl/parsed';
import { parseOttl } from '../../constructs/collector/ottl/parser';

/** What the parser has against a text, in words; empty if nothing. */
function faultOf(text: string, kind: 'statement' | 'condition'): string {
  const parsed = parseOttl(text, kind);
  return 'fault' in parsed ? parsed.fault : '';
}

// What is right and wrong here was put to the parser of collector 0.158.0.
describe('a statement', () => {
  it.each([
    'set(span.name, "a")',
    'set ( span.name , "a" )',
    'keep_keys(resource.attributes, ["a", "b"])',
    'f()',
    'set(span.name, "a") where true',
    'set(span.name, "a") where span.kind == SPAN_KIND_SERVER and not IsMatch(span.name, "^/health")',
    'set(span.attributes["a"]["b"][0], span.attributes["c"])',
    'set(span.attributes[resource.attributes["key"]], 1)',
    'set(span.attributes[Concat(["a", "b"], "-")], 1)',
    'set(log.body, ParseJSON(log.body)["a"][0])',
    'set(log.cache["x"], Split(log.body, ",")[1])',
    'set(span.status.code, STATUS_CODE_ERROR)',
    'set(log.attributes["nothing"], nil)',
    'set(log.attributes["yes"], true)',
    'set(span.trace_id, 0x0102030405060708090a0b0c0d0e0f10)',
    'set(log.attributes["map"], {})',
    'set(log.attributes["map"], {"a": {"b": [1, 2.5]}, "c": log.body})',
    'set(log.attributes["map"], {"a": 1 "b": 2,})',
    'set(log.attributes["list"], [])',
    'set(log.attributes["list"], [1, "a", nil, true, [log.body]])',
    'set(log.attributes["sum"], 1 + 2 * 3 - 4 / 5)',
    'set(log.attributes["sum"], (1 + 2) * -log.attributes["a"])',
    'set(log.attributes["number"], .5)',
    'set(log.attributes["number"], 5.)',
    'set(log.attributes["number"], -1.5e-3)',
    'set(metric.unit, "s") where (end_time_unix_nano - start_time_unix_nano) / 1000 > 5',
    'replace_pattern(log.body, "a(.*)", "$$1", SHA256)',
    'replace_pattern(log.body, "a", "b", ParseJSON, "hash:%s")',
    'limit(attributes, limit = 10, priority_keys = ["a"])',
    'set(log.attributes["a"], ExtractPatterns(target = log.body, pattern = "(?P<a>.*)"))',
    'set(log.body, "a \\"quoted\\" text, \\\\d+ and \\n")',
    'set(log.attributes["all"], All(log.attributes["list"], (x) => x > 1))',
    'set(log.attributes["all"], Filter(log.attributes["list"], (_, value) => IsString(value)))',
    'set(log.attributes["all"], MapEach(log.attributes["list"], () => 1 + 2))',
    'set(log.attributes["all"], Any(log.attributes["list"], (x) => x == 1 or x == 2 and not (x == 3)))',
  ])('is read: %s', (text) => {
    expect(faultOf(text, 'statement')).toBe('');
  });

  it.each([
    ['', 'ends too early'],
    ['set', 'ends too early'],
    ['set(span.name, "a"', 'ends too early'],
    ['set(span.name, "a") where', 'ends too early'],
    ['set(span.name, "a") where span.kind ==', 'ends too early'],
    ['set(span.name, "a)', 'has a character that belongs to nothing at 16'],
    ['set(span.name, "a\\")', 'has a character that belongs to nothing at 16'],
    ["set(span.name, 'a')", 'has a character that belongs to nothing at 16'],
    ['set(span.name; "a")', 'has a character that belongs to nothing at 14'],
    ['set(span.name, "a") if true', 'from character 21 on, at "if"'],
    ['set(span.name, "a") true', 'from character 21 on, at "true"'],
    ['set(span.name, "a"))', 'from character 20 on, at ")"'],
    ['set(span.name, "a") set(span.name, "b")', 'from character 21 on, at "set"'],
    ['set(span.name "a")', 'from character 15 on'],
    ['set(span.name,)', 'from character 15 on, at ")"'],
    ['Concat(["a"], "-")', 'from character 1 on'],
    ['span.name == "a"', 'from character 5 on, at "."'],
    ['set(span.name, lower(span.name))', 'cannot be read'],
    ['set(span.name, "a")["b"]', 'from character 20 on, at "["'],
    ['set(span., "a")', 'from character 10 on, at ","'],
    ['set(span.Name, "a")', 'cannot be read'],
    ['set(span.attributes[], 1)', 'from character 21 on, at "]"'],
    ['set(span.attributes["a", 1)', 'from character 24 on, at ","'],
    ['set(span.attributes["a"], 1 +)', 'from character 30 on, at ")"'],
    ['set(span.attributes["a"], 1 + "b")', 'from character 31 on'],
    ['set(span.attributes["a"], (1 + 2)', 'ends too early'],
    ['set(span.attributes["a"], {"a" 1})', 'from character 32 on, at "1"'],
    ['set(span.attributes["a"], {a: 1})', 'from character 28 on, at "a"'],
    ['set(span.attributes["a"], [1, ])', 'from character 31 on, at "]"'],
    ['set(span.attributes["a"], limit = )', 'from character 35 on, at ")"'],
    ['set(span.attributes["a"], Any(list, (x =>  true))', 'cannot be read'],
    ['set(span.attributes["a"], Any(list, (x) => ))', 'from character 44 on, at ")"'],
    ['set(span.attributes["a"], Any(list, (X) => true))', 'cannot be read'],
    ['set(span.attributes["a"], Any(list, x => true))', 'from character 39 on, at "=>"'],
  ])('is not read: %s', (text, words) => {
    expect(faultOf(text, 'statement')).toContain(words);
  });
});

describe('a condition', () => {
  it.each([
    'true',
    'not true',
    'IsMatch(name, ".*")',
    'not IsString(log.body)',
    'span.name == "a"',
    '"a" != span.name',
    'metric.type == METRIC_DATA_TYPE_SUM',
    'span.attributes["a"] == nil',
    'log.severity_number >= 9 and log.severity_number < 17',
    'true and not false or true',
    '(span.kind == 1 or span.kind == 2) and (not (span.name == "a"))',
    'Len(log.attributes["list"]) > 1 + 1',
    'log.attributes["list"] == [1, 2]',
    'log.attributes["map"] == {"a": 1}',
    '-1 < +2',
    'Any(log.attributes["list"], (x) => x == "a")',
    'order.nilly == notes.and_more',
  ])('is read: %s', (text) => {
    expect(faultOf(text, 'condition')).toBe('');
  });

  it.each([
    ['', 'ends too early'],
    ['span.name', 'ends too early'],
    ['span.name = "a"', 'from character 11 on, at "="'],
    ['span.name === "a"', 'from character 13 on, at "="'],
    ['span.name == "a" && true', 'has a character that belongs to nothing at 18'],
    ['span.name == "a" and', 'ends too early'],
    ['or true', 'from character 1 on, at "or"'],
    ['not not true', 'from character 5 on, at "not"'],
    ['not', 'ends too early'],
    ['(true', 'ends too early'],
    ['true)', 'from character 5 on, at ")"'],
    ['1 == 1 == 1', 'from character 8 on, at "=="'],
    ['where true', 'cannot be read'],
    ['is_match(span.name, "a")', 'cannot be read'],
    ['IsMatch(span.name, "a', 'has a character that belongs to nothing at 20'],
    ['IsMatch span.name', 'cannot be read'],
    ['1 + 1', 'ends too early'],
  ])('is not read: %s', (text, words) => {
    expect(faultOf(text, 'condition')).toContain(words);
  });
});

describe('what was read', () => {
  const partsOf = (text: string, kind: 'statement' | 'condition' = 'statement'): ParsedOttl => {
    const parsed = parseOttl(text, kind);
    return 'fault' in parsed ? expect.fail(parsed.fault) : parsed;
  };

  it('has every call with the names of its arguments', () => {
    const { calls } = partsOf(
      'replace_pattern(log.body, "a", replacement = Concat(["b"], delimiter = "-"), SHA256) where IsMatch(log.body, "a")',
    );
    const named = calls.map((call) => ({ name: call.name, arguments: call.arguments.map((argument) => argument.name) }));
    expect(named.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'Concat', arguments: [undefined, 'delimiter'] },
      { name: 'IsMatch', arguments: [undefined, undefined] },
      { name: 'replace_pattern', arguments: [undefined, undefined, 'replacement', undefined] },
    ]);
  });

  it('has every path once it is written, without keys, and those in keys and maps', () => {
    const { paths } = partsOf(
      'set(span.attributes[resource.attributes["k"]], {"a": log.body, "b": [1 + span.status.code]}) where name == "a"',
    );
    expect(paths.map(({ names }) => names.join('.')).sort()).toEqual([
      'log.body',
      'name',
      'resource.attributes',
      'span.attributes',
      'span.status.code',
    ]);
  });

  it('does not count what a lambda binds as a path', () => {
    const { paths } = partsOf('Any(log.attributes["list"], (x) => x.a == span.name)', 'condition');
    expect(paths.map(({ names }) => names)).toEqual([
      ['log', 'attributes'],
      ['span', 'name'],
    ]);
  });

  it('does not take what stands in brackets for what a lambda binds', () => {
    expect(partsOf('(span.name == "a") and (kind == 1)', 'condition')).toMatchObject({
      hasLambda: false,
      paths: [{ names: ['span', 'name'] }, { names: ['kind'] }],
    });
    expect(partsOf('Any(log.attributes["list"], (x) => true)', 'condition')).toMatchObject({ hasLambda: true });
  });

  it('counts nothing twice that had to be read in two ways', () => {
    const { calls, paths } = partsOf('Len(span.name) * 2 > 1 and Len(log.body) == 1', 'condition');
    expect(calls).toHaveLength(2);
    expect(paths).toHaveLength(2);
  });
});
