/** How much a finding weighs: an `error` stops synthesis, a `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong with a program, as data. */
export interface Finding {
  /** Stable name of the rule, for example `address/not-exposed`. */
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
  /** Page about the rule: in this package, or the page that a rule of the program sets. */
  readonly docs?: string;
}

/** What a rule reports about its own construct. The construct's path and the severity `error` are added where they are left out. */
export type FindingOptions = Omit<Finding, 'path' | 'severity' | 'docs'> & Partial<Pick<Finding, 'path' | 'severity' | 'docs'>>;

/** A finding whose place is known, as a rule over several objects gives it. */
export type LocatedFinding = FindingOptions & Pick<Finding, 'path'>;

/** Completes a finding with the path of the construct and the severity `error`, unless it has its own. */
export function findingAt(path: string, options: FindingOptions): Finding {
  return { severity: 'error', path, ...options };
}

/** The one order in which findings are listed: by path, then location, rule and message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    comparePaths(a.path, b.path) ||
    compareText(a.location ?? '', b.location ?? '') ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Lines of one file in the order of their numbers. */
function comparePaths(a: string, b: string): number {
  const [, file, line] = /^(.*):(\d+)$/.exec(a) ?? [];
  const [, otherFile, otherLine] = /^(.*):(\d+)$/.exec(b) ?? [];
  return file !== undefined && file === otherFile ? Number(line) - Number(otherLine) : compareText(a, b);
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
