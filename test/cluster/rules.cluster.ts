import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';

import { tryFindComponent } from '../../constructs/collector/catalogue/facts';
import { arbitraryConfig, readOptions } from './arbitrary-config';
import { dollarConfigs } from './drawn/dollar-texts';
import { expressionConfigs } from './drawn/expressions';
import { fileConfigs } from './drawn/file-configs';
import { statementConfigs } from './drawn/statement-configs';
import { telemetryConfigs } from './drawn/telemetry';
import { disagreement, Judge, type RawConfig } from './verdict/judge';

const judge = new Judge();
afterAll(() => {
  judge.close();
});

// The same configurations every time; others by SEED, more of them by RUNS.
const SEED = Number(process.env['SEED'] ?? 5);
const RUNS = Number(process.env['RUNS'] ?? 500);

/** Shares of the drawn configurations: those of components, and those that have one text, expression or setting each. */
const SHARES: readonly (readonly [name: string, share: number, configs: () => Promise<fc.Arbitrary<RawConfig>>])[] = [
  ['options of components', 0.2, componentConfigs],
  ['texts with references', 0.2, () => Promise.resolve(dollarConfigs())],
  ['regular expressions', 0.2, () => Promise.resolve(expressionConfigs())],
  ['statements and conditions of OTTL', 0.2, () => Promise.resolve(statementConfigs())],
  ['the telemetry of the collector', 0.2, () => Promise.resolve(telemetryConfigs())],
];

/** Configurations of several pipelines, with the options of the components that the test collector holds. */
async function componentConfigs(): Promise<fc.Arbitrary<RawConfig>> {
  const { components, definitions } = await readOptions((part, type) => judge.held[part]?.includes(type) ?? false);
  return arbitraryConfig(
    components,
    definitions,
    (part, type, signal) => tryFindComponent(part, type)?.facts.signals?.includes(signal) ?? false,
  );
}

describe('the rules and the real collector', { tags: 'collector' }, () => {
  it.each(SHARES)(
    'agree about %s: what the collector refuses, a rule refuses, and nothing else',
    async (_, share, configs) => {
      const numRuns = Math.ceil(RUNS * share);
      let accepted = 0;
      let refused = 0;
      fc.assert(
        fc.property(await configs(), (config) => {
          const verdict = judge.verdict(config);
          if (verdict.refusal === undefined) accepted += 1;
          else refused += 1;
          expect(disagreement(verdict)).toBeUndefined();
        }),
        { seed: SEED, numRuns },
      );
      // Neither side says the same to everything.
      expect(accepted).toBeGreaterThan(numRuns / 10);
      expect(refused).toBeGreaterThan(numRuns / 10);
    },
    1_800_000,
  );

  it('agree that a file without a volume is no fault of the configuration: only a rule reports it', () => {
    fc.assert(
      fc.property(fileConfigs(), ({ config, isMounted }) => {
        expect(judge.errors(config).some((text) => text.startsWith('component/file-not-mounted'))).toBe(!isMounted);
      }),
      { seed: SEED, numRuns: Math.ceil(RUNS / 10) },
    );
  }, 600_000);
});
