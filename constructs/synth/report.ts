import type { Finding } from './finding';

/** Names sites, separated by commas, for programs that call `synth()` without saying which. */
export const SITES_VARIABLE = 'OTEL_SKUPPER_SITES';

/** What one synthesis wrote. */
export interface WrittenReport {
  readonly outdir: string;
  readonly sites: number;
  readonly files: number;
  readonly warnings: readonly Finding[];
}

/** How far a synthesis has come. */
export interface ProgressReport {
  readonly outdir: string;
  /** Sites that are rendered and checked. */
  readonly done: number;
  /** Sites in all. */
  readonly sites: number;
}

const PROGRESS = Symbol.for('cdk8s-otel-skupper.progress');

/** Tells whoever runs the program how far it has come. */
export function reportProgress(report: ProgressReport): void {
  process.emit(PROGRESS as never, report as never);
}

/** Calls back for every site of every synthesis of this process. */
export function onProgress(listener: (report: ProgressReport) => void): void {
  process.on(PROGRESS as never, listener as never);
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
