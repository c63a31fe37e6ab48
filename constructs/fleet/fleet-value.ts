import { quote } from '../synth/argument';

/** One value of a data file, as its reader found it. */
export interface FleetValue {
  /** A `cell` of a CSV file may stand for anything; YAML and JSON tell texts from numbers and booleans. */
  readonly kind: 'cell' | 'text' | 'number' | 'boolean' | 'list' | 'mapping' | 'other';
  /** As it is written: of a number every digit, of a list its items. */
  readonly text: string;
  /** What a list holds. */
  readonly items?: readonly FleetValue[];
}

const NAMES = {
  cell: '',
  text: 'the text ',
  number: 'the number ',
  boolean: 'the boolean ',
  list: 'the list ',
  mapping: 'a mapping',
  other: '',
} as const satisfies Record<FleetValue['kind'], string>;

/** Longest part of a value that a message shows. */
const SHOWN = 60;

/** The beginning of a text from a data file, as messages show it. */
export function shorten(text: string): string {
  // Whole characters: half a surrogate pair is none.
  const shown = Array.from(text.slice(0, 2 * SHOWN))
    .slice(0, SHOWN)
    .join('');
  return shown.length < text.length ? `${shown}…` : text;
}

/** A value in words, for a message. */
export function describeValue(value: FleetValue): string {
  return value.kind === 'mapping' ? NAMES.mapping : `${NAMES[value.kind]}${quote(shorten(value.text))}`;
}

/** A value of a program as a data file would have it. */
export function valueFrom(value: unknown): FleetValue {
  if (Array.isArray(value)) return listOf(value.map(valueFrom));
  const kind = typeof value;
  const text = String(value);
  return { kind: kind === 'string' ? 'text' : kind === 'number' || kind === 'boolean' ? kind : 'other', text };
}

/** A list of values. */
export function listOf(items: readonly FleetValue[]): FleetValue {
  return { kind: 'list', text: items.map(({ text }) => text).join(';'), items };
}
