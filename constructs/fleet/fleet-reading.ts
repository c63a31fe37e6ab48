import { quote } from '../synth/argument';
import { shorten, type FleetValue } from './fleet-value';

/** How a field is read from a data file. */
export interface FleetReading<T> {
  /** What is asked for, in words. */
  readonly asks: string;
  /** What to change where something else is given. */
  readonly fix: string;
  /** Whether the value is free text. */
  readonly isFreeText?: boolean;
  /** Undefined for a value that is refused. */
  readonly parse: (value: FleetValue) => T | undefined;
}

/** Texts that `find` knows. YAML and JSON have to have them as texts: `007` would lose its zeros. */
export function textReading<T extends string>(asks: string, find: (text: string) => T | undefined, fix = `give ${asks}`): FleetReading<T> {
  return { asks, fix, parse: ({ kind, text }) => (kind === 'cell' || kind === 'text' ? find(text) : undefined) };
}

/** Any text, or any text that matches a pattern. */
export function freeTextReading(pattern: RegExp | undefined): FleetReading<string> {
  if (pattern === undefined) return { ...textReading('a text', (text) => text), isFreeText: true };
  // Not test(): with the flag g it goes on where its last match ended.
  const find = (text: string): string | undefined => (text.search(pattern) >= 0 ? text : undefined);
  return { ...textReading(`a text that matches ${String(pattern)}`, find), isFreeText: true };
}

/** Which numbers are read, and how they are written. */
export interface NumberKind {
  readonly name: string;
  readonly grammar: RegExp;
  readonly written: string;
  /** The most that can be read without loss. */
  readonly limit: number;
}

/** Numbers of a range, both ends included. */
export function numberReading(kind: NumberKind, { min, max }: { readonly min?: number; readonly max?: number }): FleetReading<number> {
  const asks = `${kind.name}${rangeWords(min, max)}`;
  return {
    asks,
    fix: `give ${asks}, ${kind.written}`,
    parse: (value) => {
      if ((value.kind !== 'cell' && value.kind !== 'number') || !kind.grammar.test(value.text)) return undefined;
      // Not -0, which no file means.
      const number = Number(value.text) + 0;
      return number >= (min ?? -kind.limit) && number <= (max ?? kind.limit) ? number : undefined;
    },
  };
}

/** `true` and `false`. */
export function booleanReading(): FleetReading<boolean> {
  return {
    asks: 'true or false',
    fix: 'write true or false',
    parse: ({ kind, text }) =>
      (kind === 'cell' || kind === 'boolean') && (text === 'true' || text === 'false') ? text === 'true' : undefined,
  };
}

/** Lists of texts: a sequence, or a cell with ";" between them. */
export function listReading(): FleetReading<readonly string[]> {
  return {
    asks: 'a list of texts',
    fix: 'give a sequence of texts, in a CSV file texts with ";" between them, none of them empty',
    parse: (value) => {
      const texts = value.kind === 'cell' ? value.text.split(';').map((text) => text.trim()) : textsOf(value);
      return texts === undefined || texts.includes('') ? undefined : Object.freeze(texts);
    },
  };
}

function textsOf({ items }: FleetValue): string[] | undefined {
  return items?.every(({ kind }) => kind === 'text') ? items.map(({ text }) => text) : undefined;
}

function rangeWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return ` from ${String(min)} to ${String(max)}`;
  return min !== undefined ? ` of at least ${String(min)}` : max !== undefined ? ` of at most ${String(max)}` : '';
}

/** What to change about a value that is refused: where quotes are to blame, that. */
export function fixFor(reading: FleetReading<unknown>, value: FleetValue): string {
  const would = (kind: FleetValue['kind']): boolean => reading.parse({ ...value, kind }) !== undefined;
  switch (value.kind) {
    case 'number':
    case 'boolean':
    case 'other':
      return would('text') ? `put it in quotes: ${quote(shorten(value.text))}` : reading.fix;
    case 'text':
      return would('number') || would('boolean') ? 'write it without quotes' : reading.fix;
    default:
      return reading.fix;
  }
}
