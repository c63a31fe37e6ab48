#!/usr/bin/env node
import { EXIT } from './exit';
import { SYNTH_USAGE, synth } from './synth';

const USAGE = `otel-skupper <command>

Commands:
${SYNTH_USAGE}

Exit codes: 0 clean, 1 findings, 2 could not run.
`;

function main([command, ...args]: readonly string[]): void {
  if (command === 'synth' && !args.includes('--help')) {
    synth(args);
  } else if (command === '--help' || command === '-h' || command === 'synth') {
    process.stdout.write(USAGE);
  } else {
    process.stderr.write(command === undefined ? USAGE : `unknown command ${JSON.stringify(command)}\n\n${USAGE}`);
    process.exitCode = EXIT.FAILED;
  }
}

main(process.argv.slice(2));
