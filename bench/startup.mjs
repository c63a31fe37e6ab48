// What it costs to load this package beside cdk8s alone: whole processes, in turn, medians. Run `npm run build` first.
import { spawnSync } from 'node:child_process';

const RUNS = 21;
const programs = {
  'node alone': '0',
  'require cdk8s': "require('cdk8s')",
  'require this package': "require('./lib/constructs')",
  'require cdk8s-plus-27': "require('cdk8s-plus-27')",
};

const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
for (let run = -1; run < RUNS; run++) {
  for (const [name, program] of Object.entries(programs)) {
    const begin = process.hrtime.bigint();
    const { status } = spawnSync(process.execPath, ['-e', program]);
    if (status !== 0) throw new Error(`${name} failed`);
    if (run >= 0) times[name].push(Number(process.hrtime.bigint() - begin) / 1e6);
  }
}

console.log(`| program | median ms | min | max |\n|---|---|---|---|`);
for (const [name, list] of Object.entries(times)) {
  list.sort((a, b) => a - b);
  console.log(`| ${name} | ${[list[RUNS >> 1], list[0], list[RUNS - 1]].map((ms) => ms.toFixed(0)).join(' | ')} |`);
}
