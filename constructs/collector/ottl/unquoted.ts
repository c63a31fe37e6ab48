import type { OttlValue } from './value';

/** Returns the text of a value; undefined if the value is not a text in quotes. */
export function textOf(value: OttlValue | undefined): string | undefined {
  return value?.is === 'string' && value.text !== undefined ? unquoted(value.text) : undefined;
}

/** Returns a text without its quotes and with its escapes replaced. The text has the escapes of Go. */
export function unquoted(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/gs, (_, octal, byte, short, long, letter) => {
      if (typeof letter === 'string') return LETTERS[letter] ?? letter;
      if (typeof octal === 'string') return String.fromCodePoint(Number.parseInt(octal, 8));
      return String.fromCodePoint(Math.min(Number.parseInt(String(byte ?? short ?? long), 16), 0x10_ff_ff));
    });
}

const LETTERS: Readonly<Record<string, string | undefined>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
