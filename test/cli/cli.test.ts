import { writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { progressLine } from '../../cli/progress';
import { CollectorPipeline, EdgeSite, otlpReceiver, PublicSite, SiteLink, type HubAttributes } from '../../constructs';
import { project as projectOf, runBuilt, runCommand } from '../command';
import { exampleOutput } from '../example-output';
import { network, readTree, ROOT } from '../helpers';

/** Stands for the output of examples/two-hubs.ts in the arguments of a command. */
const TWO_HUBS = 'two-hubs';

/** A project with a hub and edges. */
function project(...edges: readonly string[]): string {
  return projectOf(
    `import { EdgeSite, PublicSite, SiteLink, TelemetryNetwork } from './constructs';
     const network = new TelemetryNetwork();
     const hub = new PublicSite(network, 'hub');
     for (const name of ${JSON.stringify(edges)}) new EdgeSite(network, name, { links: [SiteLink.token(hub)] });
     network.synth();`,
  );
}

describe('otel-skupper attributes', () => {
  it('tells which Skupper a hub runs, so that edges of other programs link to it', async () => {
    const { stdout } = await runCommand('attributes', '--dist', await exampleOutput('original'));
    const app = network({ generation: 'legacy' });
    const hub = PublicSite.fromAttributes(JSON.parse(stdout));
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    const agent = new CollectorPipeline(edge, 'agent');
    agent
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(hub.address('otel-liked-collector')));
    expect(app.findings()).toEqual([]);
  });

  it('prints what a program of edges takes, of the one hub or of the one that is named', async () => {
    const { status, stdout } = await runCommand('attributes', '--dist', path.join(ROOT, 'dist'));
    expect(status).toBe(0);
    const attributes = JSON.parse(stdout) as HubAttributes;
    expect(attributes).toMatchObject({ name: 'public', exposes: [{ address: 'otel-linked-collector', signals: ['traces'] }] });
    expect(JSON.parse((await runCommand('attributes', 'west', '--dist', await exampleOutput('two-hubs'))).stdout)).toMatchObject({
      name: 'west',
      network: ['east', 'west'],
    });
  });

  it.each([
    [['--dist', TWO_HUBS], 'name one of the hubs: east, west'],
    [['boston', '--dist', TWO_HUBS], 'there is no hub boston in the network\n    mend: name one of the hubs: east, west'],
    [['--dist', 'nowhere'], 'network.json is not there\n    mend: synthesize the network first'],
    [['--what'], "unknown option '--what'"],
  ])('with %j says what is missing and exits 2', async (args, says) => {
    const dist = await exampleOutput('two-hubs');
    const { status, stdout, stderr } = await runCommand('attributes', ...args.map((arg) => (arg === TWO_HUBS ? dist : arg)));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('otel-skupper synth --site', () => {
  it('writes those sites alone', () => {
    const folder = project('a', 'b');
    expect(runBuilt(folder, 'synth').stdout).toMatch(/dist: 3 sites, \d+ files\n$/);
    const before = readTree(path.join(folder, 'dist'));
    writeFileSync(path.join(folder, 'dist', 'a', '20-skupper-site.yaml'), 'changed');
    writeFileSync(path.join(folder, 'dist', 'b', '20-skupper-site.yaml'), 'changed');
    expect(runBuilt(folder, 'synth', '--site', 'b').stdout).toMatch(/dist: 1 site, \d+ files\n$/);
    expect(readTree(path.join(folder, 'dist'))).toEqual({ ...before, 'a/20-skupper-site.yaml': 'changed' });
    expect(runBuilt(folder, 'synth', '--site', 'a', '--site', 'hub').status).toBe(0);
    expect(readTree(path.join(folder, 'dist'))).toEqual(before);
  });

  it('exits 2 where the program ends itself before anything is written, and tells what was written before it did', () => {
    const folder = project('edge');
    writeFileSync(path.join(folder, 'early.ts'), 'process.exit(0);');
    expect(runBuilt(folder, 'synth', 'early.ts')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('without synthesizing a TelemetryNetwork') as string,
    });
    writeFileSync(path.join(folder, 'late.ts'), "import './main'; process.exit(0);");
    expect(runBuilt(folder, 'synth', 'late.ts')).toMatchObject({ status: 0, stdout: expect.stringContaining('dist: 2 sites') as string });
  });

  it('exits 2 where the program synthesized nothing', () => {
    const folder = project('a');
    writeFileSync(path.join(folder, 'idle.ts'), 'export {};');
    const { status, stderr } = runBuilt(folder, 'synth', 'idle.ts');
    expect(status).toBe(2);
    expect(stderr).toContain('does it call network.synth()?');
  });

  it('exits 1 for a site that there is not', () => {
    const { status, stderr } = runBuilt(project('a'), 'synth', '--site', 'c');
    expect(status).toBe(1);
    expect(stderr).toContain('there is no site "c"');
  });
});

describe('otel-skupper synth, of a program that reports to it', () => {
  const program = (rest: string): string =>
    projectOf(
      `import { addRule, EdgeSite, TelemetryNetwork } from './constructs';
       const network = new TelemetryNetwork();
       new EdgeSite(network, 'edge');
       const find = (severity: 'error' | 'warning') => addRule(network, () => [{ rule: 'shop/own', severity, message: 'is not right', fix: 'Fix it' }]);
       ${rest}`,
    );
  const printed = '[] warning shop/own: is not right\n    mend: Fix it\n';

  it('prints each warning once, as text to stderr and as JSON to stdout', () => {
    const folder = program("find('warning'); network.synth();");
    expect(runBuilt(folder, 'synth')).toMatchObject({ status: 0, stderr: printed });
    const { status, stdout, stderr } = runBuilt(folder, 'synth', '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: printed });
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ rule: 'shop/own', severity: 'warning' }] });
  });

  it('reports findings that are thrown later, or that end a promise', () => {
    for (const rest of [
      "find('error'); setTimeout(() => network.synth(), 10);",
      "find('error'); void Promise.resolve().then(() => network.synth());",
    ]) {
      const { status, stderr } = runBuilt(program(rest), 'synth');
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: 'SynthesisError: nothing was written: 1 finding\n[] error shop/own: is not right\n    mend: Fix it\n',
      });
    }
  });

  it('lets a program catch findings and continue', () => {
    const folder = program(
      `try { new EdgeSite(network, 'Edge'); } catch {}
       network.synth();`,
    );
    expect(runBuilt(folder, 'synth')).toMatchObject({ status: 0, stderr: '' });
  });

  it('exits 2 for an error of another library, whatever its name is', () => {
    const folder = program(
      `network.synth();
       throw Object.assign(new Error('of another library'), { name: 'SynthesisError', findings: [] });`,
    );
    expect(runBuilt(folder, 'synth')).toMatchObject({ status: 2, stderr: expect.stringContaining('of another library') as string });
  });
});

describe('progress', () => {
  it('is told on a terminal once a run takes long, in one line that is gone at the end', () => {
    vi.useFakeTimers();
    try {
      let shown = '';
      const line = progressLine({ isTTY: true, write: (text: unknown) => (shown += String(text)) !== '' });
      const done = (count: number): void => {
        line({ outdir: 'dist', done: count, sites: 10 });
      };
      done(1);
      expect(shown).toBe('');
      vi.advanceTimersByTime(600);
      done(2);
      done(3);
      expect(shown).toBe('\r\u001b[K2 of 10 sites');
      done(10);
      expect(shown.endsWith('\r\u001b[K')).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not told where nobody watches', () => {
    let shown = '';
    const line = progressLine({ isTTY: false, write: (text: unknown) => (shown += String(text)) !== '' });
    line({ outdir: 'dist', done: 1, sites: 1 });
    expect(shown).toBe('');
  });
});
