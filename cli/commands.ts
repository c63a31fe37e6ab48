import type { CommandUnknownOpts } from '@commander-js/extra-typings';

import { applyCommand } from './apply';
import { attributesCommand } from './attributes';
import { linkCommand } from './link';
import { pkiCommand } from './pki';
import { preflightCommand } from './preflight';
import { statusCommand } from './status';
import { synthCommand } from './synth';
import { validateCommand } from './validate';

/** Returns all commands, in the order of the help. */
export function allCommands(): readonly CommandUnknownOpts[] {
  return [
    synthCommand(),
    validateCommand(),
    preflightCommand(),
    applyCommand(),
    linkCommand(),
    pkiCommand(),
    statusCommand(),
    attributesCommand(),
  ];
}
