import type { SiteFinding } from '../ops/site-finding';
import type { PrintMark } from './marks';

/** A finding about a site, with its mend. */
export function findingLines({ severity, what, found, mend }: SiteFinding, mark: PrintMark): readonly string[] {
  return [`  ${mark(severity)} ${what}: ${found}`, mendLine(mend)];
}

/** How to mend what the line before says. */
export function mendLine(mend: string): string {
  return `            mend: ${mend}`;
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
