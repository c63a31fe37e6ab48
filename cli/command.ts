import { Command } from '@commander-js/extra-typings';

import { describeError, OperationError } from '../ops/operation-error';
import { EXIT, type ExitCode } from './exit';

/** How a command is called, and what that does. */
export interface CommandExample {
  readonly args: string;
  readonly does: string;
}

/** What a command says of itself. */
export interface CommandTexts {
  /** One line, for the list of commands. */
  readonly summary: string;
  /** The whole. @default - the summary */
  readonly description?: string;
  /** @default - none */
  readonly examples?: readonly CommandExample[];
}

const EXIT_CODES = 'Exit codes: 0 all is well, 1 something is wrong or missing, 2 it could not run.';

/** A command. How it is called wrongly is thrown, for `main` to make an exit code of. */
export function newCommand(name: string, { summary, description = summary, examples = [] }: CommandTexts): Command {
  const command = new Command(name).summary(summary).description(description).exitOverride();
  const lines = examples.flatMap(({ args, does }) => [`  ${does}:`, `    otel-skupper ${args}`]);
  return command.addHelpText('after', [...(lines.length === 0 ? [] : ['', 'Examples:', ...lines]), '', EXIT_CODES].join('\n'));
}

/** Runs what a command does, and makes an exit code of what it throws. */
export async function run(action: () => Promise<ExitCode> | ExitCode): Promise<void> {
  try {
    process.exitCode = await action();
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

/** What an error says of the exit code. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof OperationError && error.outcome === 'finding' ? EXIT.FINDINGS : EXIT.FAILED;
}
