import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';

import { newCommand } from './command';
import { EXIT } from './exit';

const SUMMARY = 'Synthesizes a telemetry network, applies and links its sites, and tells how they are.';

/** Runs the command `otel-skupper`; `process.exitCode` is how it ended. */
export async function otelSkupper(args: readonly string[], commands: readonly CommandUnknownOpts[]): Promise<void> {
  const program = newCommand('otel-skupper', { summary: SUMMARY });
  for (const command of commands) program.addCommand(command);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.CLEAN : EXIT.FAILED;
  }
}
