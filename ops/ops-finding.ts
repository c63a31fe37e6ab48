import type { Finding, Severity } from '../constructs';
import type { OpsRuleId } from './ops-rules';

/** Something about a site and its cluster that a person should know. It has no secret in it. */
export interface OpsFinding extends Omit<Finding, 'severity'> {
  readonly rule: OpsRuleId;
  /**
   * - `error`: the site does not work with it, or soon will not.
   * - `warning`: the site works, and may not for long.
   * - `unknown`: the user has no permission to look.
   */
  readonly severity: Severity | 'unknown';
  /** Name of the site. */
  readonly path: string;
  /** The object or setting. */
  readonly location?: string;
}

/** What a check reports about its site. The name of the site is added later. */
export type OpsFault = Omit<OpsFinding, 'path'>;

/** Returns the findings of a site without duplicates: errors first, then `unknown`, then warnings. */
export function siteFindings(site: string, faults: readonly OpsFault[]): readonly OpsFinding[] {
  const findings = faults.map(({ rule, severity, ...rest }): OpsFinding => ({ rule, severity, path: site, ...rest }));
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...distinct.values()].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}

const ORDER: Readonly<Record<OpsFinding['severity'], number>> = { error: 0, unknown: 1, warning: 2 };
