import type { Configuration } from './configuration';

/** What the binary of an image reports about a configuration. */
export type Verdict =
  /** `doubt` is why the collector in the cluster can differ. */
  | { readonly state: 'valid'; readonly doubt?: string }
  /** `message` is the text of the binary. */
  | { readonly state: 'invalid'; readonly message: string }
  /** The binary did not run, or refused a stand-in. */
  | { readonly state: 'unknown'; readonly message: string; readonly fix: string };

/** Way to run the collector of an image. */
export interface CollectorProgram {
  validate(configuration: Configuration): Promise<Verdict>;
}

/** Reads the error of a collector from what it printed to stderr: without log lines, repeated lines and the prefix. */
export function errorOf(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trimEnd());
  const start = lines.findIndex((line) => line.startsWith('Error: '));
  const error = (start < 0 ? lines : lines.slice(start)).filter((line) => line !== '' && !/^\d{4}[/-]\d\d[/-]\d\d[T ]/.test(line));
  return [...new Set(error)].join('\n').replace(/^Error: /, '');
}
