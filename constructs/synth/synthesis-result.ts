import type { Finding } from './finding';

/** Result of a synthesis that wrote its output. */
export interface SynthesisResult {
  /** Output folder. */
  readonly outdir: string;
  /** Number of sites that this synthesis wrote. */
  readonly sites: number;
  /** Number of files that this synthesis wrote. */
  readonly files: number;
  /** Findings of severity `warning`, sorted. */
  readonly warnings: readonly Finding[];
}
