#!/usr/bin/env node
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

const program = newCommand('otel-skupper', {
  summary: 'Synthesizes a telemetry network, applies and links its sites, and tells how they are.',
})
  .addCommand(synthCommand())
  .addCommand(preflightCommand())
  .addCommand(applyCommand())
  .addCommand(linkCommand())
  .addCommand(pkiCommand())
  .addCommand(statusCommand())
  .addCommand(attributesCommand());

program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.CLEAN : EXIT.FAILED;
});
