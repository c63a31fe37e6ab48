import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { EdgeSite, TelemetryNetwork } from '../../constructs';
import { runCommand, type CommandResult } from '../command';
import { tempDir } from '../helpers';
import { star } from '../ops/pki-helpers';

/** Runs the command. */
const run = (...args: readonly string[]): Promise<CommandResult> => runCommand('pki', ...args);

/** A project with the output of a synthesis. */
function project(): { readonly dist: string; readonly out: string; readonly folder: string } {
  const folder = tempDir();
  const dist = path.join(folder, 'dist');
  star('hub.example.com', new TelemetryNetwork({ outdir: dist }));
  return { folder, dist, out: path.join(folder, 'secrets') };
}

describe('otel-skupper pki', () => {
  it('makes what network.json asks for, then keeps it, and prints no key', async () => {
    const { dist, out } = project();
    const first = await run('--dist', dist, '--out', out);
    expect(first).toMatchObject({ status: 0, stderr: '' });
    expect(first.stdout).toContain(`${path.join(out, 'oslo', 'link-hub-client.yaml')}: it was not there\n`);
    expect(first.stdout).toContain('4 written, 0 kept\n');
    const again = await run('--dist', dist, '--out', out);
    expect(again).toEqual({ status: 0, stdout: '0 written, 4 kept\n', stderr: '' });
    const renewed = await run('rome', '--renew', '--valid', '90', '--dist', dist, '--out', out);
    expect(renewed.stdout).toMatch(/rome\/link-hub-client\.yaml: asked for\n1 written, 1 kept\n$/);
    const key = /tls\.key: (.*)/.exec(fs.readFileSync(path.join(out, 'rome', 'link-hub-client.yaml'), 'utf8'))?.[1] ?? '';
    expect(key).not.toBe('');
    for (const { stdout, stderr } of [first, again, renewed]) {
      expect(stdout + stderr).not.toContain('PRIVATE KEY');
      expect(stdout + stderr).not.toContain(key);
    }
  });

  it('exits 1 with findings, and does the rest', async () => {
    const { dist, out } = project();
    fs.mkdirSync(path.join(out, 'oslo'), { recursive: true });
    fs.writeFileSync(path.join(out, 'oslo', 'link-hub-client.yaml'), 'kind: ExternalSecret\n');
    const { status: code, stdout, stderr } = await run('--dist', dist, '--out', out);
    expect(code).toBe(1);
    expect(stdout).toContain('3 written, 0 kept');
    expect(stderr).toMatch(/^\[oslo\] .*link-hub-client\.yaml is no Secret of this command: move it away\n {4}mend: /);
  });

  it('exits 2 where it could not run', async () => {
    const { dist, folder, out } = project();
    expect(await run('--dist', path.join(folder, 'nowhere'))).toMatchObject({ status: 2, stdout: '' });
    expect(await run('--dist', dist, '--out', path.join(dist, 'secrets'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is in the output folder') as string,
    });
    expect(await run('nobody', '--dist', dist, '--out', out)).toMatchObject({ status: 2 });
    expect(await run('--valid', 'soon')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('give days, from 1 to 36500') as string,
    });
    expect(fs.existsSync(out)).toBe(false);
  });

  it('says when there is nothing to make', async () => {
    const folder = tempDir();
    const app = new TelemetryNetwork({ outdir: folder });
    new EdgeSite(app, 'edge');
    app.synth();
    const { status: code, stdout } = await run('--dist', folder, '--out', path.join(tempDir(), 'secrets'));
    expect([code, stdout]).toEqual([0, 'no hub takes certificates from Secrets: there is nothing to make\n']);
  });

  it('warns where git would take up the keys', async () => {
    const { dist, folder, out } = project();
    execFileSync('git', ['init', '--quiet', folder]);
    // One that is made by the command is ignored.
    fs.mkdirSync(out);
    const { status: code, stderr } = await run('--dist', dist, '--out', out);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^warning: .*secrets is in a git work tree and not ignored/)]);
    fs.writeFileSync(path.join(folder, '.gitignore'), 'secrets/\n');
    expect((await run('--dist', dist, '--out', out)).stderr).toBe('');
  });

  it('has help with examples', async () => {
    const { status, stdout } = await run('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('otel-skupper pki berlin --renew');
    expect(stdout).toContain('Exit codes: 0 all is well, 1 something is wrong or missing, 2 it could not run.');
  });
});
