import type { State } from '../ops/status/network-status';

/** What stands before a line: the same word with colour or without. */
export type Mark = State | 'warning';

const COLOURS: Readonly<Record<Mark, number>> = { ok: 32, waiting: 33, error: 31, missing: 31, unknown: 35, warning: 33 };
const WIDTH = 7;

/** Puts a mark into a column of its own. */
export type PrintMark = (mark: Mark) => string;

/** Marks for a stream: in colour on a terminal, unless the user does not want it. @see https://no-color.org */
export function marksFor(stream: { readonly isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): PrintMark {
  const isColoured = stream.isTTY === true && (env['NO_COLOR'] ?? '') === '';
  return (mark) => {
    const word = mark.padEnd(WIDTH);
    return isColoured ? `\u001b[${String(COLOURS[mark])}m${word}\u001b[0m` : word;
  };
}
