import { spawn } from 'node:child_process';
import * as path from 'node:path';

import { ROOT } from '../root';

/** What a command printed, and how it ended. */
export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs. */
export interface RunningCommand {
  readonly ended: Promise<CommandResult>;
  /** Waits until it has printed something, at most five minutes. */
  readonly printed: (text: string) => Promise<void>;
  /** Asks it to stop, as Ctrl-C does. */
  readonly interrupt: () => void;
}

/** Everything that commands of a test file printed, for what must never be in it. */
export const printedByCommands: string[] = [];

/** Starts `otel-skupper` in a folder. It is ended after five minutes. */
export function startCommand(folder: string, args: readonly string[]): RunningCommand {
  const loader = path.join(ROOT, 'node_modules', 'tsx', 'dist', 'cjs', 'index.cjs');
  const { CDK8S_OUTDIR: _, KUBECONFIG: __, ...env } = process.env;
  const child = spawn(process.execPath, ['--require', loader, path.join(ROOT, 'cli', 'main.ts'), ...args], { cwd: folder, env });
  const timer = setTimeout(() => child.kill('SIGKILL'), 300_000);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ended = new Promise<CommandResult>((resolve) => {
    child.once('close', (status) => {
      clearTimeout(timer);
      printedByCommands.push(stdout, stderr);
      resolve({ status, stdout, stderr });
    });
  });
  return {
    ended,
    printed: async (text) => {
      for (let tries = 0; !`${stdout}${stderr}`.includes(text); tries++) {
        if (tries > 3_000 || child.exitCode !== null) throw new Error(`it did not print ${text}, but:\n${stdout}${stderr}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    interrupt: () => child.kill('SIGINT'),
  };
}
