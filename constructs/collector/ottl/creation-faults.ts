import { isIP } from 'node:net';

import type { OttlFunction } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { expressionFault } from '../expressions/re2';
import { globFault } from './glob';
import { LiteralArguments } from './literal-arguments';
import type { Call } from './parsed';
import { isLanguage, isTimeZone, timeFormatFault } from './time-format';
import { textOf } from './unquoted';

/** Describes why the collector cannot create a function from the literals of a call, in words. */
export function faultOfCreation(call: Call, known: OttlFunction): string | undefined {
  const fault = ownOf(CHECKS, call.name)?.(new LiteralArguments(call, known));
  return fault === undefined ? undefined : `gives ${call.name} ${fault}`;
}

type Check = (given: LiteralArguments) => string | undefined;

function idOf(bytes: number): Check {
  return (given) => {
    const { is, text = '' } = given.value('target') ?? {};
    const plain = given.text('target');
    const expected = `expected ${String(bytes)} bytes or ${String(bytes * 2)} hexadecimal digits`;
    if (plain !== undefined) {
      const length = Buffer.byteLength(plain);
      if (length === bytes || (length === bytes * 2 && /^[\da-fA-F]*$/.test(plain))) return undefined;
      return `a text of ${String(length)} bytes as target; ${expected}`;
    }
    const length = is === undefined ? undefined : lengthOf(is, text);
    return length === undefined || length === bytes ? undefined : `${String(length)} bytes as target; ${expected}`;
  };
}

/** Returns the number of bytes of a literal; undefined for other values. */
function lengthOf(form: string, text: string): number | undefined {
  if (form === 'bytes') return text.length / 2 - 1;
  if (form === 'int' || form === 'float' || form === 'enum') return 8;
  if (form === 'bool') return 1;
  return form === 'nil' ? 0 : undefined;
}

/** Delimiters between keys and values, and between pairs, have texts that differ. */
function delimiters(given: LiteralArguments): string | undefined {
  const delimiter = given.text('delimiter') ?? '=';
  const pairs = given.text('pair_delimiter') ?? ' ';
  if (delimiter === '' || pairs === '') return 'an empty delimiter';
  return delimiter === pairs ? 'the same text as delimiter and pair_delimiter' : undefined;
}

/** Checks a text argument. */
function textual(name: string, fault: (text: string) => string | undefined): Check {
  return (given) => {
    const text = given.text(name);
    const found = text === undefined ? undefined : fault(text);
    return found === undefined ? undefined : `the ${name} ${JSON.stringify(text)}, which ${found}`;
  };
}

function all(...checks: readonly Check[]): Check {
  return (given) => checks.map((check) => check(given)).find((fault) => fault !== undefined);
}

function oneCharacter(text: string): string | undefined {
  return /^[^]$/u.test(text) ? undefined : 'is not one character';
}

/** Each network in front of the first value that is not a literal is checked. */
function networks(given: LiteralArguments): string | undefined {
  for (const item of given.items('networks')) {
    const text = textOf(item);
    if (text === undefined) return undefined;
    if (!isNetwork(text)) return `the network ${JSON.stringify(text)}; expected an address and a length, such as 10.0.0.0/8`;
  }
  return undefined;
}

function isNetwork(text: string): boolean {
  const [, address = '', length = ''] = /^(.*)\/(\d+)$/.exec(text) ?? [];
  const version = address.includes('%') ? 0 : isIP(address);
  return version !== 0 && Number(length) <= (version === 4 ? 32 : 128);
}

function grok(given: LiteralArguments): string | undefined {
  for (const item of given.items('pattern_definitions')) {
    const definition = textOf(item) ?? '=';
    const at = definition.indexOf('=');
    if (at < 0) return `the definition ${JSON.stringify(definition)}; expected NAME=pattern`;
    if (definition.slice(0, at).includes(':')) return `the definition ${JSON.stringify(definition)}, whose name has a colon`;
  }
  const pattern = given.text('pattern');
  if (pattern === undefined || /%\{/.test(pattern)) return undefined;
  const fault = expressionFault(pattern);
  if (fault !== undefined) return `the pattern ${JSON.stringify(pattern)}, which RE2 refuses: ${fault}`;
  const isNamedOnly = given.value('named_captures_only')?.text === 'true';
  return isNamedOnly && !/\(\?P?</.test(pattern) ? `the pattern ${JSON.stringify(pattern)} without a named group` : undefined;
}

/** Versions of the semantic conventions that the function knows. */
const OLDEST = [1, 37, 0];
const NEWEST = [1, 40, 0];

function conventions(version: string): string | undefined {
  const [, major, minor = '0', patch = '0', suffix = ''] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(-[\w.-]+)?(?:\+[\w.-]+)?$/.exec(version) ?? [];
  if (major === undefined) return 'is not a version';
  const parts = [major, minor, patch].map(Number);
  const isBefore = compare(parts, OLDEST) < 0 || (compare(parts, OLDEST) === 0 && suffix !== '');
  return isBefore || compare(parts, NEWEST) > 0 ? `is not between ${OLDEST.join('.')} and ${NEWEST.join('.')}` : undefined;
}

function compare(one: readonly number[], other: readonly number[]): number {
  return one.map((part, i) => part - (other[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Checks of functions by name: what the code of a function refuses when a statement is parsed. */
const CHECKS: Readonly<Record<string, Check>> = {
  append: (given) =>
    given.value('value') === undefined && given.value('values') === undefined ? 'no value; expected value or values' : undefined,
  Coalesce: (given) => (given.items('values').length === 0 ? 'an empty list; expected one value at least' : undefined),
  TraceID: idOf(16),
  SpanID: idOf(8),
  ProfileID: idOf(16),
  IsInCIDR: networks,
  ExtractGrokPatterns: grok,
  FormatTime: textual('format', timeFormatFault),
  Time: all(
    textual('format', timeFormatFault),
    textual('location', (name) => (isTimeZone(name) ? undefined : 'is not a time zone')),
    textual('locale', (tag) => (isLanguage(tag) ? undefined : 'is not a known language')),
  ),
  ParseKeyValue: delimiters,
  ToKeyValueString: delimiters,
  ParseCSV: all(textual('delimiter', oneCharacter), textual('header_delimiter', oneCharacter)),
  replace_match: textual('pattern', globFault),
  replace_all_matches: textual('pattern', globFault),
  flatten: (given) => ((given.number('depth') ?? 1) < 1 ? 'a depth of 0; expected 1 or more' : undefined),
  limit: (given) => {
    const keys = given.items('priority_keys').length;
    const limit = given.number('limit') ?? keys;
    return limit < keys ? `a limit of ${String(limit)}, which is below the ${String(keys)} priority_keys` : undefined;
  },
  truncate_all: (given) => {
    const length = Buffer.byteLength(given.text('truncation_marker') ?? '');
    const limit = given.number('limit') ?? length;
    return length > limit ? `a truncation_marker of ${String(length)} bytes, which is longer than the limit ${String(limit)}` : undefined;
  },
  set_semconv_span_name: all(
    textual('semconv_version', conventions),
    textual('original_span_name_attribute', (name) => (name === '' ? 'is empty' : undefined)),
  ),
  convert_exponential_histogram_to_histogram: (given) =>
    given.items('explicit_bounds').length === 0 ? 'no explicit_bounds; expected one at least' : undefined,
  extract_percentile_metric: (given) => {
    const percentile = given.number('percentile') ?? 50;
    return percentile <= 0 || percentile >= 100
      ? `the percentile ${String(percentile)}; expected more than 0 and less than 100`
      : undefined;
  },
  merge_histogram_buckets: (given) => {
    if (given.value('target_value')?.is === 'nil') return 'nil as target_value; expected a number';
    const target = given.number('target_value') ?? 1;
    if (given.text('method') !== 'limit_buckets' || (Number.isInteger(target) && target > 0)) return undefined;
    return `the target_value ${String(target)}; limit_buckets needs a positive integer`;
  },
};
