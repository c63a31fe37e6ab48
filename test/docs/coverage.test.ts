import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { missingNames } from '../coverage/names';
import { coveragePage } from '../coverage/page';
import { problemsOf } from '../coverage/problems';
import { proofs, proofsIn } from '../coverage/proofs';
import { STEPS } from '../coverage/steps';
import type { System } from '../coverage/system';
import { SYSTEMS } from '../coverage/systems';
import { ROOT } from '../helpers';

const found = proofs();
const systems: readonly (readonly [string, System])[] = Object.entries(SYSTEMS);
const awaited = systems.filter(([, system]) => system.awaited);
const awaitedIds: ReadonlySet<string> = new Set(awaited.map(([id]) => id));

describe('every system of the original', () => {
  it.each(systems.filter(([, system]) => !system.awaited))('is there and proven: %s', (id, system) => {
    expect(problemsOf(id, system, found)).toEqual([]);
  });

  it('is awaited no longer than until it is there', () => {
    expect(awaited.filter(([id, system]) => problemsOf(id, system, found).length === 0).map(([id]) => id)).toEqual([]);
  });

  it('is what a tag names', () => {
    const wrong = found.filter(({ tags }) => tags.some((tag) => !Object.hasOwn(SYSTEMS, tag)));
    expect(wrong).toEqual([]);
  });

  it.each(STEPS.filter(({ provenBy }) => !provenBy.some((id) => awaitedIds.has(id))))('has what its step needs: $original', ({ here }) => {
    expect(missingNames(here)).toEqual([]);
  });
});

describe('the list of tests with tags', () => {
  const read = (text: string): readonly (readonly [string, readonly string[]])[] =>
    proofsIn('a.test.ts', text).map(({ title, tags }) => [title, tags]);

  it('has groups and tests in them, by their titles as they are written', () => {
    const text = `describe('a link', { tags: 'mtls' }, () => {
      it('is made', () => {});
      it.each([1, 2])('is made %d times', { tags: ['grpc', 'kind'], timeout: 5 }, () => {});
      it(\`is made by \${name}\`, { tags: 'olm' }, () => {});
      other('is no test', { tags: 'none' });
      it.skip('does not run', { tags: 'kind' }, () => {});
      describe.skip('a group', () => { it('does not run', { tags: 'kind' }, () => {}); });
    });`;
    expect(read(text)).toEqual([
      ['a link', ['mtls']],
      ['a link is made %d times', ['grpc', 'kind']],
      ['a link is made by %s', ['olm']],
    ]);
  });

  it.each(["it('x', { tags: TAGS }, f)", "it('x', { tags: [one, 'two'] }, f)", "it('x', { tags }, f)", "it(title, { tags: 'kind' }, f)"])(
    'refuses what it cannot read: %s',
    (text) => {
      expect(() => read(text)).toThrow('a.test.ts:1: tags have to be');
    },
  );
});

describe('what a system lacks', () => {
  const system: System = { title: 'X', original: 'x', here: '`SiteLink.token` and `otel-skupper link`', evidence: 'program', ran: 'x' };
  const proof = (file: string): { file: string; title: string; tags: string[] } => ({ file, title: 'x', tags: ['x'] });
  const inUnit = proof('test/x.test.ts');
  const inCluster = proof('test/cluster/x.cluster.ts');

  it.each<[string, Partial<System>, readonly (typeof inUnit)[], RegExp]>([
    ['a test', {}, [], /no test has its tag: it\('…', \{ tags: 'x' \}, …\)/],
    ['a test on real programs, if they are said to run', {}, [inUnit], /needs a test with its tag in test\/cluster/],
    ['a name of the API', { here: '`SiteLink.tokens`' }, [inCluster], /`SiteLink\.tokens` is not there/],
    ['a command', { here: '`PublicSite`', legacy: '`otel-skupper links`' }, [inCluster], /`otel-skupper links` is not there/],
    ['a file', { here: '`examples/none.ts`' }, [inCluster], /`examples\/none\.ts` is not there/],
    ['anything of ours', { here: '`kubectl apply`' }, [inCluster], /no construct, command or file does it/],
  ])('is said: %s', (_, change, tests, says) => {
    expect(problemsOf('x', { ...system, ...change }, tests).join('\n')).toMatch(says);
  });

  it('is nothing where all is there', () => {
    expect(problemsOf('x', system, [inUnit, inCluster])).toEqual([]);
    expect(problemsOf('x', { ...system, evidence: 'played', here: '`JaegerAllInOne.queryPort`' }, [inUnit])).toEqual([]);
  });
});

describe('docs/coverage.md', () => {
  it('is what `npm run coverage` writes', () => {
    const file = path.join(ROOT, 'docs', 'coverage.md');
    const page = coveragePage(SYSTEMS, STEPS, found);
    if (process.env['GOLDEN'] === 'update') writeFileSync(file, page);
    expect(readFileSync(file, 'utf8')).toBe(page);
  });
});
