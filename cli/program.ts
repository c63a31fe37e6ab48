import { CommanderError } from '@commander-js/extra-typings';

import { applyCommand } from './apply';
import { attributesCommand } from './attributes';
import { newCommand } from './command';
import { EXIT } from './exit';
import { linkCommand } from './link';
import { pkiCommand } from './pki';
import { preflightCommand } from './preflight';
import { statusCommand } from './status';
import { synthCommand } from './synth';
import { validateCommand } from './validate';

const SUMMARY = 'Synthesizes a telemetry network, applies and links its sites, and tells how they are.';

/** Runs the command `otel-skupper`; `process.exitCode` is how it ended. */
export async function otelSkupper(args: readonly string[]): Promise<void> {
  const program = newCommand('otel-skupper', { summary: SUMMARY })
    .addCommand(synthCommand())
    .addCommand(validateCommand())
    .addCommand(preflightCommand())
    .addCommand(applyCommand())
    .addCommand(linkCommand())
    .addCommand(pkiCommand())
    .addCommand(statusCommand())
    .addCommand(attributesCommand());
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.CLEAN : EXIT.FAILED;
  }
}
