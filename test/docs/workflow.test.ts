import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { ROOT, tempDir } from '../helpers';

interface Workflow {
  readonly permissions: unknown;
  readonly jobs: { readonly manifests: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } };
}

const page = readFileSync(path.join(ROOT, 'docs', 'gitops.md'), 'utf8');
const [workflow] = [...page.matchAll(/^```yaml\n(name: manifests\n[^]*?)^```$/gm)].map(([, text = '']) => parse(text) as Workflow);
const commandOf = (name: string): string =>
  workflow?.jobs.manifests.steps.find((step) => step.name === name)?.run ?? expect.fail(`no step ${name}`);

/** A repository whose first commit has one manifest. */
function repository(): { readonly folder: string; readonly base: string; readonly git: (...args: string[]) => string } {
  const folder = tempDir();
  const who = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' };
  const env = { ...process.env, ...who, GIT_CONFIG_GLOBAL: '/dev/null' };
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8', env, stdio: 'pipe' }).trim();
  git('init', '--quiet');
  mkdirSync(path.join(folder, 'dist', 'edge'), { recursive: true });
  writeFileSync(path.join(folder, 'dist', 'edge', '00-namespace.yaml'), 'kind: Namespace\n');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first');
  return { folder, base: git('rev-parse', 'HEAD'), git };
}

/** Runs a step as GitHub does. */
function run(name: string, folder: string, env: Readonly<Record<string, string>> = {}): number | null {
  return spawnSync('bash', ['-e', '-c', commandOf(name)], { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' }).status;
}

describe('the workflow of docs/gitops.md', () => {
  it('may read and no more, and lets no package run anything when it is installed', () => {
    expect(workflow?.permissions).toEqual({ contents: 'read' });
    expect(commandOf('Install')).toBe('npm ci --ignore-scripts');
  });

  it.each([
    [
      'changed',
      (dist: string) => {
        writeFileSync(path.join(dist, 'edge', '00-namespace.yaml'), 'kind: Other\n');
      },
    ],
    [
      'new',
      (dist: string) => {
        writeFileSync(path.join(dist, 'edge', '10-new.yaml'), 'kind: ConfigMap\n');
      },
    ],
    [
      'gone',
      (dist: string) => {
        rmSync(path.join(dist, 'edge', '00-namespace.yaml'));
      },
    ],
  ])('fails for a file that is %s after synthesis, and passes as long as there is none', (_, change) => {
    const { folder } = repository();
    expect(run('Compare with what is committed', folder)).toBe(0);
    change(path.join(folder, 'dist'));
    expect(run('Compare with what is committed', folder)).toBe(1);
  });

  it('shows what a pull request changes in the manifests, and nothing else of it', () => {
    const { folder, base, git } = repository();
    const summary = path.join(tempDir(), 'summary.md');
    const show = (): string => {
      writeFileSync(summary, '');
      expect(run('Show what changes in the clusters', folder, { BASE: base, GITHUB_STEP_SUMMARY: summary })).toBe(0);
      return readFileSync(summary, 'utf8');
    };
    writeFileSync(path.join(folder, 'main.ts'), 'a program');
    git('add', '.');
    git('commit', '--quiet', '-m', 'second');
    expect(show()).toContain('Nothing.');
    writeFileSync(path.join(folder, 'dist', 'edge', '00-namespace.yaml'), 'kind: Other\n');
    git('commit', '--quiet', '-am', 'third');
    expect(show()).toMatch(/^ {4}-kind: Namespace\n {4}\+kind: Other$/m);
    expect(show()).not.toContain('a program');
  });
});
