import { afterAll, describe, expect, it } from 'vitest';

import { disagreement, Judge } from './verdict/judge';
import { readUpstreamFiles } from './verdict/upstream-files';

const judge = new Judge();
afterAll(() => {
  judge.close();
});

/** Configurations that the rules and the collector judge differently, with the reason. */
const EXCEPTIONS: readonly (readonly [name: RegExp, reason: string])[] = [
  [/^exporter\/kafkaexporter\//, 'the options of this exporter are not known: upstream has no schema of them'],
];

/** Scrape configurations have a suite of their own. */
const LEFT_OUT = /^receiver\/prometheusreceiver\//;

describe('configurations in the Go modules of components', { tags: 'collector' }, () => {
  it('are judged as the real collector judges them', async () => {
    const { configurations, files, passedOver } = await readUpstreamFiles((part, type) => judge.held[part]?.includes(type) ?? false);
    const judged = configurations.filter(({ name }) => !LEFT_OUT.test(name));
    let accepted = 0;
    let refused = 0;
    const differing: string[] = [];
    const used = new Set<RegExp>();
    for (const each of judged) {
      const verdict = judge.verdict(each.config);
      if (verdict.refusal === undefined) accepted += 1;
      else refused += 1;
      const difference = disagreement(verdict);
      const exception = EXCEPTIONS.find(([name]) => name.test(each.name));
      if (difference === undefined) continue;
      if (exception === undefined) differing.push(`${each.name}: ${difference}`);
      else used.add(exception[0]);
    }
    process.stdout.write(
      `${String(judged.length)} configurations of ${String(files)} files: ${String(accepted)} valid, ${String(refused)} invalid; ` +
        `${String(passedOver)} files without a configuration\n`,
    );
    expect(differing).toEqual([]);
    expect(EXCEPTIONS.filter(([name]) => !used.has(name))).toEqual([]);
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(50);
  }, 1_800_000);
});
