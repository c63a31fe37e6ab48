import type { Finding } from './finding';
import type { SynthesisResult } from './synthesis-result';

/** Progress of a synthesis. */
export interface SynthesisProgress {
  readonly outdir: string;
  /** Number of sites that are rendered and checked. */
  readonly done: number;
  /** Number of sites in total. */
  readonly sites: number;
}

/**
 * Channel between a program and the command that runs the program in its own process.
 *
 * The command provides one host before it loads the program. The library in the program asks the host which sites to write, and
 * reports progress, results and findings to the host. Without a host, the library prints warnings itself, and a `SynthesisError`
 * that nobody catches ends the program.
 *
 * The program can use another version of this package than the command. Therefore, members are never removed, and new members are optional.
 */
export interface SynthesisHost {
  /** Ids of the sites to write, unless the program names sites itself; undefined for all sites. */
  readonly sites?: readonly string[] | undefined;
  /** Receives the progress after each site. */
  progress(report: SynthesisProgress): void;
  /** Receives the result after the output is written. The host prints the warnings. */
  finished(result: SynthesisResult): void;
  /**
   * Receives an error that stands for findings, before the error is thrown. If the same error object ends the program, the
   * program was refused; any other error is a failure of the program. A program can catch a refusal and continue.
   */
  refused(error: Error, findings: readonly Finding[]): void;
}

/**
 * Key of the host on `globalThis`. The command and the program can load different copies of this package, which share no module.
 * The global symbol registry is the same for all copies in a process.
 */
const HOST = Symbol.for('cdk8s-otel-skupper/host');

const holder: typeof globalThis & { [HOST]?: SynthesisHost | undefined } = globalThis;

/** Sets the host of all programs that this process loads from now on; undefined removes the host. */
export function provideSynthesisHost(host: SynthesisHost | undefined): void {
  holder[HOST] = host;
}

/** Returns the host of this process; undefined if no command runs the program. */
export function synthesisHost(): SynthesisHost | undefined {
  return holder[HOST];
}
