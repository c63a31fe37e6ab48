import type { OpsFinding } from '../ops/ops-finding';
import type { PrintMark } from './marks';

/** Formats a finding about a site, with its fix. */
export function findingLines({ severity, location, message, fix }: OpsFinding, mark: PrintMark): readonly string[] {
  const where = location === undefined ? '' : `${location}: `;
  return [`  ${mark(severity)} ${where}${message}`, fixLine(fix)];
}

/** Formats the fix for the previous line. */
export function fixLine(fix: string): string {
  return `            mend: ${fix}`;
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
