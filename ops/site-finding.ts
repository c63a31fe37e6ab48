/** Something about a site and its cluster that a person should know. It has no secret in it. */
export interface SiteFinding {
  /**
   * - `error`: the site does not work with it, or soon will not.
   * - `warning`: it works, and may not for long.
   * - `unknown`: nobody could look, for want of permission.
   */
  readonly severity: 'error' | 'warning' | 'unknown';
  /** What was looked at, as one word of a fixed list. */
  readonly check: string;
  /** The object or setting in question. */
  readonly what: string;
  /** What was found. */
  readonly found: string;
  /** How to mend it. */
  readonly mend: string;
}

/** Findings with the worst first; those that are alike are told once. */
export function sortFindings(findings: readonly SiteFinding[]): readonly SiteFinding[] {
  const once = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...once.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

const ORDER: Readonly<Record<SiteFinding['severity'], number>> = { error: 0, unknown: 1, warning: 2 };
