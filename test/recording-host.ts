import { onTestFinished } from 'vitest';

import type { Finding, SynthesisResult } from '../constructs';
import { provideSynthesisHost, type SynthesisHost, type SynthesisProgress } from '../constructs/synth/synthesis-host';

/** Host that records everything that programs of a test report. */
export class RecordingHost implements SynthesisHost {
  public readonly reports: SynthesisProgress[] = [];
  public readonly results: SynthesisResult[] = [];
  public readonly refusals = new Map<Error, readonly Finding[]>();

  /**
   * Provides the host until the end of the test.
   *
   * @param onProgress is called after each site
   */
  public constructor(
    public readonly sites?: readonly string[],
    private readonly onProgress?: (report: SynthesisProgress) => void,
  ) {
    provideSynthesisHost(this);
    onTestFinished(() => {
      provideSynthesisHost(undefined);
    });
  }

  public progress(report: SynthesisProgress): void {
    this.reports.push(report);
    this.onProgress?.(report);
  }

  public finished(result: SynthesisResult): void {
    this.results.push(result);
  }

  public refused(error: Error, findings: readonly Finding[]): void {
    this.refusals.set(error, findings);
  }
}
