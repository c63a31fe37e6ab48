import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { Modules, type ModulePin } from '../../scripts/import/otelcol/modules';
import { PROMETHEUS_SETTINGS } from '../collector/prometheus-configs';
import { DISCOVERY_SETTINGS } from '../collector/prometheus-discovery';
import { ROOT } from '../root';
import { Judge, type RawConfig } from './verdict/judge';

const RECEIVER = 'github.com/open-telemetry/opentelemetry-collector-contrib/receiver/prometheusreceiver';

const judge = new Judge();
afterAll(() => {
  judge.close();
});

/** Returns the settings of receivers in the examples of the receiver, by file and id. Faults of files and of variables are not in the settings. */
async function settingsOfExamples(): Promise<readonly (readonly [string, RawConfig])[]> {
  const sources = JSON.parse(readFileSync(path.join(ROOT, 'imports', 'otelcol', 'sources.json'), 'utf8')) as {
    readonly modules: readonly ModulePin[];
  };
  const examples = path.join(await new Modules(sources.modules, false).folder(RECEIVER), 'testdata');
  const files = readdirSync(examples).filter((file) => /config.*\.yaml$/.test(file) && !/nonexistent|config_env/.test(file));
  return files.flatMap((file) =>
    Object.entries((parse(readFileSync(path.join(examples, file), 'utf8')) ?? {}) as Record<string, RawConfig | null>)
      .filter(([id]) => id.startsWith('prometheus'))
      .map(([id, settings]) => [`${file} ${id}`, settings ?? {}] as const),
  );
}

/** Returns a collector with a receiver of Prometheus. */
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
      expect(judge.refusal(scraping(settings)) !== undefined).toBe(refused.length > 0);
    },
    30_000,
  );

  it('agree about the examples of the receiver', async () => {
    const judged = (await settingsOfExamples()).map(([name, settings]) => {
      const isRefused = judge.errors(scraping(settings)).some((error) => error.startsWith('component/options'));
      return [name, { isRefused, isRefusedByCollector: judge.refusal(scraping(settings)) !== undefined }] as const;
    });
    expect(judged.filter(([, { isRefused, isRefusedByCollector }]) => isRefused !== isRefusedByCollector)).toEqual([]);
    expect(judged.length).toBeGreaterThan(20);
  }, 120_000);
});
