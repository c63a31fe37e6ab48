import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { RULES } from '../../constructs/rules';
import { rulePages } from '../../scripts/rule-index';
import { ROOT } from '../helpers';
import { fenced, local, PAGES } from '../pages';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

describe('the documentation', () => {
  it('opens with the program whose output is committed', () => {
    expect(local(fenced(read('README.md'))[0] ?? '', './constructs')).toBe(read('main.ts'));
  });

  it('lists every file that this program writes', () => {
    const { files } = JSON.parse(read('dist/network.json')) as { files: string[] };
    for (const file of [...files, 'network.json']) expect(read('README.md')).toContain(`dist/${file}`);
  });

  it('has a page for every rule, with the facts of its definition, and none for a rule that is gone', async () => {
    const pages = await rulePages();
    const written = PAGES.filter((page) => page.startsWith('docs/rules/'));
    expect([...pages.keys()].map((file) => path.relative(ROOT, file)).sort()).toEqual([...written].sort());
    for (const [file, text] of pages) expect(readFileSync(file, 'utf8'), `${file}: npm run rules`).toBe(text);
  });

  it('shows each rule by a program with a fault', () => {
    const fixtures = readdirSync(path.join(ROOT, 'test', 'broken'))
      .map((file) => read(`test/broken/${file}`))
      .join('\n');
    const shown = new Set([...fixtures.matchAll(/^\/\/ finding: (\S+)/gm)].map((match) => match[1]));
    expect(RULES.map(({ id }) => id).filter((rule) => rule !== 'render' && !shown.has(rule))).toEqual([]);
  });

  it('links only to files that are there', () => {
    for (const page of PAGES) {
      for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect([target, existsSync(path.join(ROOT, path.dirname(page), target))]).toEqual([target, true]);
      }
    }
  });
});

describe('cdk8s.yaml', () => {
  it('names the imports that are pinned with their digests', () => {
    const { imports } = parse(read('cdk8s.yaml')) as { imports: string[] };
    const { sources } = JSON.parse(read('imports/sources.json')) as {
      sources: { version: string; files: { url: string; sha256: string }[] }[];
    };
    expect(imports).toEqual(sources.flatMap(({ files }) => files.map(({ url }) => url)));
    for (const { version, files } of sources) {
      for (const { url, sha256 } of files)
        expect([url.includes(`${version}/`), sha256]).toEqual([true, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    }
  });
});
