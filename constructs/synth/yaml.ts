import { compareText } from './finding';

/** What a manifest consists of. `undefined` members are left out. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** Keys that come first, in this order, wherever they stand; all others follow by code units. */
const FIRST = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'labels',
  'annotations',
  'mode',
  'image',
  'replicas',
  'receivers',
  'processors',
  'exporters',
  'connectors',
  'extensions',
  'service',
];
const RANK: ReadonlyMap<string, number> = new Map(FIRST.map((key, rank) => [key, rank]));

/**
 * Emits one YAML document, beginning with `---`. Readers of YAML 1.1 and of YAML 1.2 get the same data: every string
 * that either would take for something else is quoted.
 *
 * @throws RangeError for a number that JSON cannot express.
 */
export function toYaml(document: Json): string {
  return `---\n${block(document, '')}`;
}

/** A value that begins on a line of its own. */
function block(value: Json, indent: string): string {
  if (Array.isArray(value) && value.length > 0) return sequence(value as readonly Json[], indent);
  if (isMapping(value)) {
    const text = mapping(value, indent);
    if (text !== '') return text;
  }
  return `${indent}${inline(value, indent)}\n`;
}

function mapping(value: { readonly [key: string]: Json }, indent: string): string {
  let text = '';
  for (const key of sortedKeys(value)) text += `${indent}${string(key)}:${member(value[key], indent)}`;
  return text;
}

/** What follows `key:`. */
function member(value: Json, indent: string): string {
  if (Array.isArray(value) && value.length > 0) return `\n${sequence(value as readonly Json[], `${indent}  `)}`;
  if (isMapping(value)) {
    const text = mapping(value, `${indent}  `);
    return text === '' ? ' {}\n' : `\n${text}`;
  }
  return ` ${inline(value, indent)}\n`;
}

function sequence(values: readonly Json[], indent: string): string {
  let text = '';
  for (const value of values) {
    const item = block(value === undefined ? null : value, `${indent}  `);
    text += `${indent}- ${item.slice(indent.length + 2)}`;
  }
  return text;
}

function inline(value: Json, indent: string): string {
  switch (typeof value) {
    case 'string':
      return isReadableBlock(value) ? literal(value, indent) : string(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return Array.isArray(value) ? '[]' : isMapping(value) ? '{}' : 'null';
  }
}

/** Compares keys in the fixed order of the output. */
export function compareKeys(a: string, b: string): number {
  return (RANK.get(a) ?? FIRST.length) - (RANK.get(b) ?? FIRST.length) || compareText(a, b);
}

function sortedKeys(value: { readonly [key: string]: Json }): string[] {
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  return keys.length < 2 ? keys : keys.sort(compareKeys);
}

function isMapping(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${String(value)} has no place in a manifest`);
  const text = JSON.stringify(value);
  const exponent = text.indexOf('e');
  // YAML 1.1 takes 1e+21 for a string: it wants a point in the mantissa.
  return exponent < 0 || text.includes('.') ? text : `${text.slice(0, exponent)}.0${text.slice(exponent)}`;
}

// Begins with a letter, "/" or "_", holds no character with a meaning, no ":" or space at a place where it would have one.
const PLAIN = /^[A-Za-z/_](?:[A-Za-z0-9_./@+=()-]|[,:](?=[A-Za-z0-9_./@+=()-])| (?=[A-Za-z0-9_./(]))*$/;
// What begins with a digit and is still no number, time or date to anyone: durations, sizes, IPv4 addresses.
const MEASURE = /^(?:[0-9]+(?:ms|s|m|h|Ki|Mi|Gi|Ti)|[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?::[0-9]{1,5})?)$/;
// Words that readers of YAML 1.1 take for booleans or null, and what some take for a number: e5.
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9_]*)$/i;

function string(value: string): string {
  return (PLAIN.test(value) && !RESERVED.test(value)) || MEASURE.test(value) ? value : quoted(value);
}

// JSON's strings are YAML's double-quoted ones but for what YAML counts as a line break or as not printable.

const UNPRINTABLE = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

function quoted(value: string): string {
  return JSON.stringify(value).replace(UNPRINTABLE, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// What a literal block cannot carry, or would show badly: control and format characters, odd line breaks, blanks at the
// beginning or at the end of a line, more than one line break at the end.
const NO_BLOCK = /[^\n\P{C}]|[\u2028\u2029]|^[ \n]| \n| $|\n\n$/u;

function isReadableBlock(value: string): boolean {
  return value.includes('\n') && !NO_BLOCK.test(value);
}

function literal(value: string, indent: string): string {
  const ends = value.endsWith('\n');
  const lines = (ends ? value.slice(0, -1) : value).split('\n');
  return [ends ? '|' : '|-', ...lines.map((line) => (line === '' ? '' : `${indent}  ${line}`))].join('\n');
}
