import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { JsonPatch } from 'cdk8s';
import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { CollectorDistribution, CollectorPipeline, debugExporter, otlpReceiver, PublicSite, TelemetryNetwork } from '../../constructs';
import { tryFindComponent } from '../../constructs/collector/catalogue/facts';
import { Modules, type ModulePin } from '../../scripts/import/otelcol/modules';
import { PROMETHEUS_SETTINGS } from '../collector/prometheus-configs';
import { DISCOVERY_SETTINGS } from '../collector/prometheus-discovery';
import { ROOT } from '../root';
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
    env: { POD_NAME: 'a', N: '30', T: '30s' },
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

/** The folder with the examples of the receiver of Prometheus. */
async function examplesOfReceiver(): Promise<string> {
  const sources = JSON.parse(readFileSync(path.join(ROOT, 'imports', 'otelcol', 'sources.json'), 'utf8')) as {
    readonly modules: readonly ModulePin[];
  };
  const receiver = 'github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver';
  return path.join(await new Modules(sources.modules, false).folder(receiver), 'testdata');
}

/** Settings of receivers in the examples, by file and id. Faults of files and of variables are not in the settings. */
async function settingsOfExamples(): Promise<readonly (readonly [string, RawConfig])[]> {
  const examples = await examplesOfReceiver();
  const files = readdirSync(examples).filter((file) => /config.*\.yaml$/.test(file) && !/nonexistent|config_env/.test(file));
  return files.flatMap((file) =>
    Object.entries((parse(readFileSync(path.join(examples, file), 'utf8')) ?? {}) as Record<string, RawConfig | null>)
      .filter(([id]) => id.startsWith('prometheus'))
      .map(([id, settings]) => [`${file} ${id}`, settings ?? {}] as const),
  );
}

/** A collector with a receiver of Prometheus. */
function scraping(settings: RawConfig): RawConfig {
  return {
    receivers: { prometheus: settings },
    exporters: { debug: {} },
    service: { pipelines: { metrics: { receivers: ['prometheus'], exporters: ['debug'] } } },
  };
}

describe('the configuration of Prometheus and the real collector', { tags: 'collector' }, () => {
  it.each([...PROMETHEUS_SETTINGS, ...DISCOVERY_SETTINGS].map(({ name, settings, refused }) => [name, settings, refused] as const))(
    'agree: %s',
    (_, settings, refused) => {
      expect(refusal(scraping(settings)) !== undefined).toBe(refused.length > 0);
    },
    30_000,
  );

  it('agree about the examples of the receiver', async () => {
    const held = heldTypes();
    const examples = await settingsOfExamples();
    const judged = examples.map(([name, settings]) => {
      const isRefused = errorsOf(scraping(settings), held).some((error) => error.startsWith('component/options'));
      return [name, { isRefused, isRefusedByCollector: refusal(scraping(settings)) !== undefined }] as const;
    });
    expect(judged.filter(([, { isRefused, isRefusedByCollector }]) => isRefused !== isRefusedByCollector)).toEqual([]);
    expect(judged.length).toBeGreaterThan(20);
  }, 120_000);
});

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
