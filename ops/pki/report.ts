/** Something of the network that no certificate can be made for. */
export interface PkiFinding {
  readonly site: string;
  readonly message: string;
  readonly fix: string;
}

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
  readonly findings: readonly PkiFinding[];
  readonly warnings: readonly string[];
}
