import type { OpsFinding } from '../ops-finding';

/** A file that was written, and why. */
export interface PkiWritten {
  readonly file: string;
  readonly why: string;
}

/** What a run did. No key is in it. */
export interface PkiReport {
  readonly written: readonly PkiWritten[];
  /** How many files were right already. */
  readonly kept: number;
  readonly findings: readonly OpsFinding[];
  readonly warnings: readonly string[];
}
