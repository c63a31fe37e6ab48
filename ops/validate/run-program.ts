import { spawn } from 'node:child_process';

/** How a program ended. */
export interface ProgramResult {
  /** Exit code; undefined if a signal ended the program. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why the program did not start or did not end. */
  readonly failure?: string;
}

/** Limits of a run. */
export interface RunLimits {
  /** In milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Longest text that is kept of what a program prints. */
const MOST = 64 * 1024;

/** Runs a program to its end. A program that cannot start is a result, not an error. */
export function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  { timeout, signal }: RunLimits,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    let [stdout, stderr] = ['', ''];
    // The timeout of spawn keeps this process alive after a program that does not start.
    const end = AbortSignal.timeout(timeout);
    const fail = (error: unknown): void => {
      const late = `it did not end within ${String(Math.round(timeout / 1000))} s`;
      resolve({ code: undefined, stdout, stderr, failure: end.aborted ? late : error instanceof Error ? error.message : String(error) });
    };
    try {
      const child = spawn(file, args, {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
        signal: AbortSignal.any([signal, end]),
        killSignal: 'SIGKILL',
      });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (stdout.length < MOST) stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (stderr.length < MOST) stderr += text;
      });
      child.on('error', fail);
      child.on('close', (code, ended) => {
        if (code === null) fail(new Error(`it was ended by ${String(ended)}`));
        else resolve({ code, stdout, stderr });
      });
    } catch (error) {
      // For example, a configuration that is too large for the environment.
      fail(error);
    }
  });
}
