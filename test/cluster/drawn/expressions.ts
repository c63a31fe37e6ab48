import * as fc from 'fast-check';

import type { RawConfig } from '../verdict/judge';
import { configWith } from './base';

/** Configurations with a regular expression. One in a few has a fault. */
export function expressionConfigs(): fc.Arbitrary<RawConfig> {
  return fc.tuple(expressions(3), fc.constantFrom(...PLACES)).map(([text, place]) => place(text));
}

/** Options that are regular expressions. */
const PLACES: readonly ((text: string) => RawConfig)[] = [
  (text) =>
    configWith('traces', { processors: { attributes: { actions: [{ key: 'k', action: 'extract', pattern: `(?P<part>${text})` }] } } }),
  (text) => configWith('traces', { processors: { attributes: { actions: [{ action: 'delete', pattern: text }] } } }),
  (text) =>
    configWith('traces', {
      processors: { attributes: { include: { match_type: 'regexp', span_names: [text] }, actions: [{ key: 'a', action: 'delete' }] } },
    }),
  (text) => configWith('traces', { processors: { redaction: { allow_all_keys: true, blocked_values: [text] } } }),
  (text) =>
    configWith('traces', { processors: { redaction: { allow_all_keys: true, blocked_key_patterns: [text], allowed_values: ['a'] } } }),
  (text) =>
    configWith('metrics', {
      processors: { metrics_transform: { transforms: [{ include: text, match_type: 'regexp', action: 'update', new_name: 'b' }] } },
    }),
  (text) => configWith('metrics', { processors: { filter: { metrics: { include: { match_type: 'regexp', metric_names: [text] } } } } }),
  (text) => configWith('logs', { processors: { filter: { logs: { exclude: { match_type: 'regexp', bodies: [text] } } } } }),
  (text) => configWith('metrics', { processors: { cumulative_to_delta: { include: { match_type: 'regexp', metrics: [text] } } } }),
  (text) =>
    configWith('traces', {
      processors: {
        tail_sampling: {
          policies: [{ name: 'a', type: 'string_attribute', string_attribute: { key: 'k', values: [text], enabled_regex_matching: true } }],
        },
      },
    }),
  (text) => configWith('logs', { receivers: { file_log: { include: ['/tmp/a.log'], multiline: { line_start_pattern: text } } } }),
  (text) =>
    configWith('logs', {
      receivers: { file_log: { include: ['/tmp/a.log'], operators: [{ type: 'regex_parser', regex: `(?P<part>${text})` }] } },
    }),
  (text) =>
    configWith('metrics', {
      receivers: { host_metrics: { scrapers: { network: { include: { match_type: 'regexp', interfaces: [text] } } } } },
    }),
  (text) =>
    configWith('traces', { processors: { transform: { trace_statements: [`replace_pattern(span.name, ${JSON.stringify(text)}, "b")`] } } }),
  (text) => configWith('logs', { processors: { filter: { log_conditions: [`IsMatch(log.body, ${JSON.stringify(text)})`] } } }),
];

function expressions(depth: number): fc.Arbitrary<string> {
  const term = depth <= 0 ? atoms() : fc.oneof({ weight: 3, arbitrary: atoms() }, { weight: 2, arbitrary: groups(depth - 1) });
  const repeated = fc.tuple(term, repetitions()).map((parts) => parts.join(''));
  const branch = fc.array(repeated, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
  return fc.oneof({ weight: 5, arbitrary: branch }, { weight: 1, arbitrary: fc.tuple(branch, branch).map((parts) => parts.join('|')) });
}

function atoms(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('a', 'b', '-', ' ', 'ä', '.', '0', '/', ',', '}', ']', '<', '=', '!') },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        '\\d',
        '\\w',
        '\\S',
        '\\.',
        '\\b',
        '\\x41',
        '\\x{10FFFF}',
        '\\pL',
        '\\p{Greek}',
        '\\PN',
        '\\n',
        '\\*',
        '\\A',
        '\\z',
        '\\Q*\\E',
        '\\-',
        '\\_',
        '\\a',
        '\\123',
        '\\C',
        '\\/',
      ),
    },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        '[a-z]',
        '[^a]',
        '[]a]',
        '[a-]',
        '[\\d.]',
        '[[:alpha:]]',
        '[[:^digit:]]',
        '[\\]]',
        '[\\pL]',
        '[a&&b]',
        '[-a]',
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom('^', '^a', '\\Aa') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\\1',
        '\\k<a>',
        '\\Z',
        '\\e',
        '\\y',
        '\\x{110000}',
        '\\xzz',
        '\\p{Foo}',
        '\\pX',
        '[z-a]',
        '[a',
        '[[:foo:]]',
        '[]',
        '[^]',
        '(',
        ')',
        '\\ü',
        '\\u0041',
        '\\p{L',
        '\\G',
        '\\R',
        '\\h',
        '\\c',
        '\\p{IsGreek}',
        '\\p{Script=Greek}',
      ),
    },
  );
}

function groups(depth: number): fc.Arbitrary<string> {
  const open = fc.oneof(
    { weight: 10, arbitrary: fc.constantFrom('(', '(?:', '(?i:', '(?s-i:', '(?P<name>', '(?<other>', '(?U)(', '(?m)(?:') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '(?=',
        '(?!',
        '(?<=',
        '(?<!',
        '(?>',
        '(?#',
        '(?x:',
        '(?P<1a>',
        '(?P<a',
        '(?P=a',
        '(?',
        '(?-:',
        '(?i-i:',
        '(?P<>',
        '(?P<ü>',
      ),
    },
  );
  return fc.tuple(open, expressions(depth)).map(([start, inner]) => `${start}${inner})`);
}

function repetitions(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    {
      weight: 4,
      arbitrary: fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{2}', '{2,}', '{2,5}?', '{0}', '{,2}', '{a}', '{', '{1000}'),
    },
    { weight: 1, arbitrary: fc.constantFrom('{1001}', '{3,2}', '**', '+*', '{2}{3}', '*+', '{1,1001}', '??*') },
  );
}
