import type { Finding } from './finding';

/** What one synthesis wrote. */
export interface WrittenReport {
  readonly outdir: string;
  readonly sites: number;
  readonly files: number;
  readonly warnings: readonly Finding[];
}

/** On `process`, since the command and the program may hold different copies of this package. */
const REPORT = Symbol.for('cdk8s-otel-skupper.written');

/** Tells whoever runs the program what was written. */
export function reportWritten(report: WrittenReport): void {
  process.emit(REPORT as never, report as never);
}

/** Calls back for every synthesis of this process. */
export function onWritten(listener: (report: WrittenReport) => void): void {
  process.on(REPORT as never, listener as never);
}
