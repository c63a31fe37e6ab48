#!/usr/bin/env node
import { EXIT, type ExitCode } from './exit';
import { SYNTH_USAGE, synth } from './synth';

const USAGE = `otel-skupper <command>

Commands:
${SYNTH_USAGE}

Exit codes: 0 clean, 1 findings, 2 could not run.
`;

async function main(args: readonly string[]): Promise<ExitCode> {
  const [command, ...rest] = args;
  switch (command) {
    case 'synth':
      return synth(rest);
    case '--help':
    case '-h':
      process.stdout.write(USAGE);
      return EXIT.CLEAN;
    default:
      process.stderr.write(command === undefined ? USAGE : `unknown command ${JSON.stringify(command)}\n\n${USAGE}`);
      return EXIT.FAILED;
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
