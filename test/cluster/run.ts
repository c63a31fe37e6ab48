/**
 * Runs the tests on the real programs.
 *
 *   npm run test:cluster                    every suite
 *   npm run test:cluster -- control-plane   suites whose name contains this text
 *   npm run test:cluster -- --changed       without the suites that passed before on the same files (docs/testing.md)
 *   npm run test:cluster -- --crds DIR      with the pinned CRDs from a folder
 *   npm run test:cluster -- --results       and writes docs/results.md
 *   npm run test:cluster -- --tags=TAGS     tests of some systems (docs/testing.md)
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

import { ROOT } from '../root';
import { writeExamples } from './examples';
import { buildPrograms } from './programs';
import { PASSED_FILE, passedDigests, suiteDigest } from './suite-digest';
import { SUITES } from './suites';

const { values, positionals } = parseArgs({
  options: {
    changed: { type: 'boolean', default: false },
    crds: { type: 'string' },
    results: { type: 'boolean', default: false },
    tags: { type: 'string' },
  },
  allowPositionals: true,
});

/** Names of suites that `--changed` leaves out. */
function unchanged(names: readonly string[]): readonly string[] {
  const passed = passedDigests();
  return names.filter((name) => SUITES[name]?.onChange === true && passed[name] === suiteDigest(name));
}

/** Runs suites with Vitest, two at a time or one after the other. Returns those that passed. */
function run(names: readonly string[], workers: number): readonly string[] {
  if (names.length === 0) return [];
  const folder = mkdtempSync(path.join(os.tmpdir(), 'suites-'));
  const report = path.join(folder, 'report.json');
  const env: NodeJS.ProcessEnv = { ...process.env, WORKERS: String(workers), EXAMPLES: 'written' };
  if (values.crds !== undefined) env['CRDS'] = path.resolve(values.crds);
  if (values.results) env['RESULTS'] = 'update';
  const vitest = path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const filter = values.tags === undefined ? [] : [`--tags-filter=${values.tags}`, '--passWithNoTests'];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const files = names.map((name) => `test/cluster/${name}.cluster.ts`);
  try {
    const args = [vitest, 'run', '--config', 'vitest.cluster.config.mts', ...reporters, ...filter, ...files];
    const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });
    if (status !== 0) process.exitCode = status ?? 2;
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { testResults: { name: string; status: string }[] };
    return testResults.filter((result) => result.status === 'passed').map(({ name }) => path.basename(name, '.cluster.ts'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Records the digests of suites that passed, for `--changed`. */
function record(passed: readonly string[]): void {
  const digests: Record<string, string> = { ...passedDigests() };
  for (const name of passed) if (SUITES[name]?.onChange === true) digests[name] = suiteDigest(name);
  const sorted = Object.fromEntries(Object.entries(digests).sort(([a], [b]) => a.localeCompare(b)));
  writeFileSync(PASSED_FILE, `${JSON.stringify(sorted, null, 2)}\n`);
}

function main(): void {
  const named = Object.keys(SUITES).filter(
    (name) => positionals.length === 0 || positionals.some((text) => `${name}.cluster.ts`.includes(text)),
  );
  if (named.length === 0)
    throw new Error(`no suite has ${positionals.join(' or ')} in its name; there are ${Object.keys(SUITES).join(', ')}`);
  // Suites and digests read the output of the examples.
  writeExamples();
  const leftOut = values.changed ? unchanged(named) : [];
  const chosen = named.filter((name) => !leftOut.includes(name));
  buildPrograms([...new Set(chosen.flatMap((name) => SUITES[name]?.programs ?? []))]);
  const isAlone = (name: string): boolean => SUITES[name]?.alone === true;
  const passed = [
    ...run(
      chosen.filter((name) => !isAlone(name)),
      2,
    ),
    ...run(chosen.filter(isAlone), 1),
  ];
  // Some tests of a suite do not show that all of it passes.
  if (values.tags === undefined) record(passed);
  for (const name of leftOut) process.stdout.write(`left out: ${name}: nothing that it reads has changed since it last passed\n`);
  if (leftOut.length > 0) process.stdout.write('npm run test:cluster runs all suites; so does the workflow cluster.yml, once a day\n');
}

main();
