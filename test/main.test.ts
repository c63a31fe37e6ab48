import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { project as projectOf, runBuilt } from './command';
import { readTree, ROOT } from './helpers';

/** Runs a command in a folder; its own node_modules/.bin comes first. */
function run(cwd: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  const bin = path.join(ROOT, 'node_modules', '.bin');
  return spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', ...env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
  });
}

/** A project as the README has it, with the built library. */
function project(main: string): string {
  const folder = projectOf(main);
  for (const name of ['cdk8s.yaml', 'tsconfig.json']) cpSync(path.join(ROOT, name), path.join(folder, name));
  return folder;
}

/** A copy of this project, with its sources, and another main.ts. */
function checkout(main: string): string {
  const folder = project(main);
  cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  rmSync(path.join(folder, 'constructs'));
  for (const name of ['constructs', 'imports', 'cli']) symlinkSync(path.join(ROOT, name), path.join(folder, name));
  return folder;
}

const MAIN = readFileSync(path.join(ROOT, 'main.ts'), 'utf8');
const DIST = readTree(path.join(ROOT, 'dist'));

describe('the program of the README', () => {
  it('writes what is committed under dist/, by npm run synth', () => {
    const folder = checkout(MAIN);
    expect(run(folder, 'npm', ['run', '--silent', 'synth'])).toMatchObject({ status: 0, stderr: '' });
    expect(readTree(path.join(folder, 'dist'))).toEqual(DIST);
  });

  it.each([
    ['tsx main.ts', 'tsx', ['main.ts']],
    ['node', 'node', ['--require', 'tsx/cjs', 'main.ts']],
    ['cdk8s synth', 'cdk8s', ['synth', '--check-upgrade=false']],
  ])('writes what is committed under dist/, by %s', (_, command, args) => {
    const folder = project(MAIN);
    expect(run(folder, command, args)).toMatchObject({ status: 0, stderr: '' });
    expect(readTree(path.join(folder, 'dist'))).toEqual(DIST);
  });

  it('writes elsewhere with cdk8s synth -o', () => {
    const folder = project(MAIN);
    expect(run(folder, 'cdk8s', ['synth', '-o', 'elsewhere', '--check-upgrade=false'])).toMatchObject({ status: 0 });
    expect(readTree(path.join(folder, 'elsewhere'))).toEqual(DIST);
  });

  it('prints every document with cdk8s synth --stdout', () => {
    const { status, stdout } = run(project(MAIN), 'cdk8s', ['synth', '--stdout', '--check-upgrade=false']);
    expect(status).toBe(0);
    const expected = Object.entries(DIST).filter(([file]) => file.endsWith('.yaml'));
    const documents = (text: string): string[] => parseAllDocuments(text).map((document) => JSON.stringify(document.toJS()));
    expect(documents(stdout).sort()).toEqual(expected.flatMap(([, text]) => documents(text)).sort());
  });
});

const WRONG = `${MAIN.replace('network.synth();', '')}
new CollectorPipeline(hub, 'idle');
new CollectorPipeline(edge, 'nothing');
network.synth();
`;
const ARGUMENT = MAIN.replace("'edge'", "'Edge'");
const CRASH = `${MAIN}\nthrow new TypeError('a bug of the program');`;

describe('a program with findings', () => {
  it('is reported, exits 1 and leaves dist/ as it was', () => {
    const folder = project(WRONG);
    mkdirSync(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'network.json'), 'old');
    const { status, stderr, stdout } = runBuilt(folder, 'synth');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^SynthesisError: nothing was written: 2 findings\n\[edge\/nothing\/Resource\] error pipeline\/none[^]*\[public\/idle\/Resource\] error/,
    );
    expect(stderr).not.toContain('    at ');
    expect(readTree(path.join(folder, 'dist'))).toEqual({ 'network.json': 'old' });
  });

  it('is reported as JSON', () => {
    const synth = (main: string): SpawnSyncReturns<string> => runBuilt(project(main), 'synth', '--json');
    const wrong = synth(WRONG);
    expect(wrong.status).toBe(1);
    expect(JSON.parse(wrong.stdout)).toMatchObject({
      findings: [
        { rule: 'pipeline/none', severity: 'error', path: 'edge/nothing/Resource' },
        { rule: 'pipeline/none', severity: 'error', path: 'public/idle/Resource' },
      ],
    });
    expect(JSON.parse(synth(ARGUMENT).stdout)).toMatchObject({ findings: [{ rule: 'argument', path: 'Edge', location: 'id' }] });
    const right = synth(MAIN);
    expect([right.status, JSON.parse(right.stdout)]).toEqual([0, { findings: [] }]);
  });

  it('fails under cdk8s synth and plain node too, and shows the list once', () => {
    for (const [command, args] of [
      ['cdk8s', ['synth', '--check-upgrade=false']],
      ['node', ['--require', 'tsx/cjs', 'main.ts']],
    ] as const) {
      const { status, stderr } = run(project(WRONG), command, args);
      expect(status).toBe(1);
      expect(stderr.split('the collector has no pipeline')).toHaveLength(3);
    }
  });

  it('is told from a program that fails by itself: exit 2', () => {
    const { status, stderr } = runBuilt(project(CRASH), 'synth');
    expect(status).toBe(2);
    expect(stderr).toContain('TypeError: a bug of the program');
    expect(runBuilt(ROOT, 'synth', 'none.ts')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('none.ts is not there') as unknown,
    });
  });
});
