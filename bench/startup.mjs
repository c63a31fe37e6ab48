// What it costs to start: to load this package beside cdk8s alone, and the commands that synthesize main.ts.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from './measure.mjs';

const node = (...args) => [process.execPath, ...args];
const bin = (name) => join(ROOT, 'node_modules', '.bin', name);

export const NPM_SYNTH = 'npm run synth';
export const CDK8S_SYNTHS = ['node --import tsx main.ts', 'npx tsx main.ts'].map((app) => ({ app, name: `cdk8s synth --app '${app}'` }));

/** Modules loaded as a program does first of all. */
export const loadingJobs = () => [
  { name: 'node alone', command: node('-e', '0') },
  { name: 'require cdk8s', command: node('-e', "require('cdk8s')") },
  { name: 'require this package', command: node('-e', "require('./lib/constructs')") },
  { name: 'require cdk8s-plus-27', command: node('-e', "require('cdk8s-plus-27')") },
];

/** Commands that write the output of main.ts, and what they are made of. */
export function commandJobs(temp) {
  const folder = join(temp, 'dist');
  const writing = (name, command) => ({
    name,
    command,
    env: { CDK8S_OUTDIR: folder },
    after: () => rmSync(folder, { recursive: true, force: true }),
  });
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return [
    writing(NPM_SYNTH, ['npm', 'run', 'synth']),
    writing(`the same without npm: ${scripts.synth}`, scripts.synth.split(' ')),
    ...CDK8S_SYNTHS.map(({ name, app }) =>
      writing(name, [bin('cdk8s'), 'synth', '--check-upgrade=false', '--app', app, '--output', folder]),
    ),
    { name: 'part: npm --version', command: ['npm', '--version'] },
    { name: 'part: cdk8s --version', command: [bin('cdk8s'), '--version', '--check-upgrade=false'] },
    { name: 'part: node --require tsx/cjs -e 0', command: node('--require', 'tsx/cjs', '-e', '0') },
    { name: 'part: node --import tsx -e 0', command: node('--import', 'tsx', '-e', '0') },
    { name: 'part: tsx -e 0', command: [bin('tsx'), '-e', '0'] },
  ];
}
