import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { writeFiles } from '../../constructs/synth/writer';
import { readTree, tempDir } from '../helpers';

describe('writing files', () => {
  it('makes the folders and leaves nothing else behind', () => {
    const out = path.join(tempDir(), 'new', 'dist');
    writeFiles(
      out,
      new Map([
        ['edge/a.yaml', 'a'],
        ['network.json', '{}'],
      ]),
    );
    expect(readTree(out)).toEqual({ 'edge/a.yaml': 'a', 'network.json': '{}' });
  });

  it('does not touch a file whose bytes stay', () => {
    const out = tempDir();
    writeFiles(
      out,
      new Map([
        ['a', 'same'],
        ['b', 'old'],
      ]),
    );
    for (const file of ['a', 'b']) utimesSync(path.join(out, file), 1, 1);
    writeFiles(
      out,
      new Map([
        ['a', 'same'],
        ['b', 'new'],
      ]),
    );
    expect(statSync(path.join(out, 'a')).mtimeMs).toBe(1000);
    expect(statSync(path.join(out, 'b')).mtimeMs).toBeGreaterThan(1000);
  });

  it('removes what is stale with the folders that become empty, and nothing else', () => {
    const out = tempDir();
    writeFiles(
      out,
      new Map([
        ['old/a', '1'],
        ['mixed/b', '2'],
      ]),
    );
    writeFileSync(path.join(out, 'mixed', 'by-hand'), '3');
    writeFiles(out, new Map([['new/c', '4']]), ['old/a', 'mixed/b', 'never/there']);
    expect(readTree(out)).toEqual({ 'mixed/by-hand': '3', 'new/c': '4' });
    expect(existsSync(path.join(out, 'old'))).toBe(false);
  });

  it.each(['../a', '/a', 'a/../../b', 'a/./b', 'a\\..\\b', '..'])('refuses the path %s before it writes anything', (file) => {
    const out = tempDir();
    expect(() => {
      writeFiles(
        out,
        new Map([
          ['good', 'x'],
          [file, 'x'],
        ]),
      );
    }).toThrow(RangeError);
    expect(() => {
      writeFiles(out, new Map([['good', 'x']]), [file]);
    }).toThrow(RangeError);
    expect(readTree(out)).toEqual({});
  });

  it('keeps the old content if not all of it can be written', () => {
    const out = tempDir();
    writeFiles(
      out,
      new Map([
        ['a/x', 'old'],
        ['a/y', 'gone'],
      ]),
    );
    // A folder stands where the last file belongs: everything is staged, and the last move fails.
    mkdirSync(path.join(out, 'b', 'z', 'in-the-way'), { recursive: true });
    const files = new Map([
      ['a/new', 'new'],
      ['a/x', 'new'],
      ['b/z', 'new'],
    ]);
    expect(() => {
      writeFiles(out, files, ['a/y']);
    }).toThrow();
    expect(readTree(out)).toEqual({ 'a/x': 'old', 'a/y': 'gone' });
  });
});
