import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { CollectorDistribution, CollectorPipeline, debugExporter, otlpReceiver, PublicSite, TelemetryNetwork } from '../../constructs';
import { tryFindComponent } from '../../constructs/collector/catalogue/facts';
import { arbitraryConfig, readOptions, type RawConfig } from './arbitrary-config';
import { program } from './programs';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rules-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The types that the test collector holds, by class. */
function heldTypes(): Readonly<Record<string, readonly string[]>> {
  const { stdout } = spawnSync(program('otelcol'), ['components'], { encoding: 'utf8' });
  const listed = parse(stdout) as Record<string, readonly { readonly name: string }[]>;
  return Object.fromEntries(
    ['receivers', 'processors', 'exporters', 'connectors', 'extensions'].map((part) => [
      part,
      (listed[part] ?? []).map(({ name }) => name),
    ]),
  );
}

/** Why the collector refuses a configuration, undefined if it takes it. */
function refusal(config: RawConfig): string | undefined {
  const file = path.join(folder, 'config.json');
  writeFileSync(file, JSON.stringify(config));
  const { status, stderr } = spawnSync(program('otelcol'), ['validate', '--config', file], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { POD_NAME: 'a' },
  });
  return status === 0 ? undefined : stderr.trim();
}

/** The errors of this package about a configuration. */
function errorsOf(config: RawConfig, held: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const network = new TelemetryNetwork({ outdir: folder });
  const distribution = CollectorDistribution.custom({ image: 'otelcol:test', components: held });
  const collector = new CollectorPipeline(new PublicSite(network, 'hub'), 'collector', { distribution, image: 'otelcol:test' });
  collector.traces().receive(otlpReceiver()).export(debugExporter());
  collector.manifest.addJsonPatch(
    JsonPatch.replace('/spec/config', config),
    JsonPatch.add('/spec/volumeMounts', [{ name: 'tmp', mountPath: '/tmp' }]),
  );
  return network
    .findings()
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, location = '', message }) => `${rule} ${location}: ${message}`);
}

describe('the rules and the real collector', { tags: 'collector' }, () => {
  it('agree: whatever the collector refuses, a rule has refused first', async () => {
    const held = heldTypes();
    const { components, definitions } = await readOptions((part, type) => held[part]?.includes(type) ?? false);
    const carries = (part: Parameters<typeof tryFindComponent>[0], type: string, signal: string): boolean =>
      tryFindComponent(part, type)?.facts.signals?.includes(signal) ?? false;
    let accepted = 0;
    let refused = 0;
    // The same programs every time; another seed by SEED, more of them by RUNS.
    const seed = Number(process.env['SEED'] ?? 5);
    const numRuns = Number(process.env['RUNS'] ?? 400);
    fc.assert(
      fc.property(arbitraryConfig(components, definitions, carries), (config) => {
        const errors = errorsOf(config, held);
        const reason = refusal(config);
        if (reason !== undefined) refused += 1;
        if (errors.length > 0) return;
        accepted += 1;
        expect(reason).toBeUndefined();
      }),
      { seed, numRuns },
    );
    // Neither side says the same to everything.
    expect(accepted).toBeGreaterThan(numRuns / 10);
    expect(refused).toBeGreaterThan(numRuns / 10);
  }, 900_000);
});
