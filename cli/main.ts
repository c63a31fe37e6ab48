#!/usr/bin/env node
import { attributes, ATTRIBUTES_USAGE } from './attributes';
import { EXIT } from './exit';
import { SYNTH_USAGE, synth } from './synth';

const USAGE = `otel-skupper <command>

Commands:
${SYNTH_USAGE}
${ATTRIBUTES_USAGE}

Exit codes: 0 clean, 1 findings, 2 could not run.
`;

const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => void> = new Map([
  ['synth', synth],
  ['attributes', attributes],
]);

function main([command, ...args]: readonly string[]): void {
  const run = COMMANDS.get(command ?? '');
  if (run !== undefined && !args.includes('--help')) {
    run(args);
  } else if (command === '--help' || command === '-h' || run !== undefined) {
    process.stdout.write(USAGE);
  } else {
    process.stderr.write(command === undefined ? USAGE : `unknown command ${JSON.stringify(command)}\n\n${USAGE}`);
    process.exitCode = EXIT.FAILED;
  }
}

main(process.argv.slice(2));
