#!/usr/bin/env node
/* eslint-disable @typescript-eslint/no-require-imports -- `synth` starts without the modules of the other commands */
import { otelSkupper } from './program';

const args = process.argv.slice(2);
const commands =
  args[0] === 'synth'
    ? [(require('./synth') as typeof import('./synth')).synthCommand()]
    : (require('./commands') as typeof import('./commands')).allCommands();

void otelSkupper(args, commands);
