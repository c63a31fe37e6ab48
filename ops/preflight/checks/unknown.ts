import type { SiteFinding } from '../../site-finding';

/** What nobody could look at. */
export function unknown(check: string, what: string, why: string): SiteFinding {
  const mend = 'ask for a role that may look (docs/commands.md), or ask somebody who has one';
  return { severity: 'unknown', check, what, found: why, mend };
}
