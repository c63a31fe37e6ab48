import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { VERSIONS } from '../../imports/versions';
import { filesWithMentions, mentionsIn, updateMentions } from '../../scripts/import/mentions';
import { generateVersions, readUpstream } from '../../scripts/import/versions';
import { ROOT } from '../root';

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
/** A link to a file or a release of a repository at a version. */
const VERSIONED_LINK =
  /(?:github|raw\.githubusercontent)\.com\/[\w.-]+\/[\w.-]+\/(?:(?:tree|blob|releases\/download|releases\/tag)\/)?v?\d+\.\d+\.\d+/g;

describe('imports/versions.ts', () => {
  it('has the versions that are pinned', async () => {
    const [header = '', ...generated] = read('imports/versions.ts').split('\n');
    expect(header).toContain('Do not edit');
    expect(generated.join('\n')).toBe(generateVersions(await readUpstream(path.join(ROOT, 'imports'))));
  });
});

describe('an upstream version in a text', () => {
  const TEXTS = filesWithMentions(ROOT).map((file) => ({ file, text: read(file), mentions: mentionsIn(read(file)) }));

  it('is a pinned one', () => {
    const stale = TEXTS.flatMap(({ file, mentions }) =>
      mentions.filter(({ version, keys }) => !keys.some((key) => VERSIONS[key] === version)).map(({ text }) => [file, text]),
    );
    expect(stale).toEqual([]);
  });

  it('is one that `npm run import` knows, in every link to a repository', () => {
    const unknown = TEXTS.flatMap(({ file, text, mentions }) =>
      [...text.matchAll(VERSIONED_LINK)]
        .filter(([link]) => !mentions.some((mention) => mention.text === link))
        .map(([link]) => [file, link]),
    );
    expect(unknown).toEqual([]);
  });

  it.each([
    ['a link', '/skupper/blob/2.2.1/x', '/skupper/blob/3.0.0/x', 'https://github.com/skupperproject'],
    ['a link to the previous generation', '/skupper/1.9.6/x', '/skupper/1.9.7/x', 'https://raw.githubusercontent.com/skupperproject'],
    ['an image', 'opentelemetry-collector-k8s:0.158.0', 'opentelemetry-collector-k8s:0.159.0', 'registry.example.com/'],
    ['a sentence', 'collector\n0.158.0.', 'collector\n0.159.0.', 'Checked with '],
    ['a cell', '| Skupper         | 2.2.1 |', '| Skupper         | 3.0.0 |', ''],
  ])('changes with its pin: %s', (_, before, after, start) => {
    const pins = { ...VERSIONS, skupper: '2.2.1', skupperV1: '1.9.6', collector: '0.158.0' };
    const changed = { ...pins, skupper: '3.0.0', skupperV1: '1.9.7', collector: '0.159.0' };
    expect(updateMentions(start + before, pins, changed)).toBe(start + after);
  });

  it.each(['From Skupper 2.2.1 on', 'registry.example.com/our-collector:2.2.1', 'Skupper 2.1.0'])(
    'stays where it is not the pinned one: %s',
    (text) => {
      const pins = { ...VERSIONS, skupper: '2.2.1', collector: '2.2.1' };
      expect(updateMentions(text, pins, { ...pins, skupper: '3.0.0', collector: '3.0.0' })).toBe(text);
    },
  );
});
