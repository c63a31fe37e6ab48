import type { Finding, SynthesisResult } from '../constructs';
import { formatFindings } from '../constructs/synth/finding';
import type { SynthesisHost, SynthesisProgress } from '../constructs/synth/synthesis-host';
import { progressLine, type ProgressStream } from './progress';

/** Host of the program that `otel-skupper synth` runs. Keeps the results and findings that the program reports. */
export class CommandHost implements SynthesisHost {
  private readonly stream: ProgressStream;
  private readonly line: (report: SynthesisProgress) => void;
  private readonly written: SynthesisResult[] = [];
  private readonly refusals = new WeakMap<Error, readonly Finding[]>();

  /**
   * @param sites ids of the sites to write; undefined for all sites
   * @param stream shows progress and warnings
   */
  public constructor(
    public readonly sites: readonly string[] | undefined,
    stream: ProgressStream,
  ) {
    this.stream = stream;
    this.line = progressLine(stream);
  }

  /** Results of the syntheses that wrote their output. */
  public get results(): readonly SynthesisResult[] {
    return [...this.written];
  }

  public progress(report: SynthesisProgress): void {
    this.line(report);
  }

  public finished(result: SynthesisResult): void {
    if (result.warnings.length > 0) this.stream.write(`${formatFindings(result.warnings)}\n`);
    this.written.push(result);
  }

  public refused(error: Error, findings: readonly Finding[]): void {
    this.refusals.set(error, findings);
  }

  /** Returns the findings that an error stands for; undefined for an error that the program did not report. */
  public tryFindFindings(error: Error): readonly Finding[] | undefined {
    return this.refusals.get(error);
  }
}
