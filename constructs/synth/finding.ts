/** How much a finding weighs: an `error` stops synthesis, a `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong with a program, as data. */
export interface Finding {
  /** Stable name of the rule, for example `address/not-exposed`. Each has a section in docs/rules.md. */
  readonly rule: string;
  readonly severity: Severity;
  /** Path of the construct in the tree, for example `edge/sidecar-for-my-app`. */
  readonly path: string;
  /** Field of the manifest or prop of the construct, for example `spec.config.exporters.otlp_grpc`. */
  readonly location?: string;
  /** What was asked for, what is wrong with it and, unless it may be secret, the value received. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
}

/** What a rule says of its own construct; the construct's path and the severity are added where they are left out. */
export type FindingOptions = Omit<Finding, 'path' | 'severity'> & Partial<Pick<Finding, 'path' | 'severity'>>;

/** The one order in which findings are listed: by path, then location, rule and message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.path, b.path) ||
    compareText(a.location ?? '', b.location ?? '') ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Formats a finding for people, without its path. */
export function describeFinding(finding: Finding): string {
  const where = finding.location === undefined ? '' : ` at ${finding.location}`;
  return `${finding.severity} ${finding.rule}${where}: ${finding.message}\n    mend: ${finding.fix}`;
}

/** Formats findings for people: one paragraph each, sorted, each with its path. */
export function formatFindings(findings: readonly Finding[]): string {
  return [...findings]
    .sort(compareFindings)
    .map((finding) => `[${finding.path}] ${describeFinding(finding)}`)
    .join('\n');
}

/** Compares by code units, so that the order is the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
