import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { StagedOutput } from '../../constructs/synth/staged-output';
import { readTree, tempDir } from '../helpers';

/** Writes files as one synthesis. */
function write(out: string, files: Readonly<Record<string, string>>, stale: readonly string[] = []): void {
  const output = new StagedOutput(out);
  try {
    for (const [file, text] of Object.entries(files)) output.put(file, text);
    output.commit(stale);
  } finally {
    output.discard();
  }
}

describe('writing files', () => {
  it('makes the folders and leaves nothing else behind', () => {
    const out = path.join(tempDir(), 'new', 'dist');
    write(out, { 'edge/a.yaml': 'a', 'network.json': '{}' });
    expect(readTree(out)).toEqual({ 'edge/a.yaml': 'a', 'network.json': '{}' });
    expect(readdirSync(out).sort()).toEqual(['edge', 'network.json']);
  });

  it('does not touch a file whose bytes stay', () => {
    const out = tempDir();
    write(out, { a: 'same', b: 'old' });
    for (const file of ['a', 'b']) utimesSync(path.join(out, file), 1, 1);
    write(out, { a: 'same', b: 'new' });
    expect(statSync(path.join(out, 'a')).mtimeMs).toBe(1000);
    expect(statSync(path.join(out, 'b')).mtimeMs).toBeGreaterThan(1000);
  });

  it('writes nothing before all is there, and nothing at all if it is given up', () => {
    const out = path.join(tempDir(), 'dist');
    const output = new StagedOutput(out);
    output.put('a', 'x');
    output.append('long', 'y');
    expect(existsSync(out)).toBe(false);
    output.discard();
    expect(existsSync(out)).toBe(false);
  });

  it('keeps what does not fit in memory beside the output, and files of any length in one piece', () => {
    const out = tempDir();
    const output = new StagedOutput(out);
    const large = 'ä'.repeat(9 * 2 ** 20);
    output.put('one/a', large);
    output.append('long', large);
    output.put('two/b', large);
    output.append('long', '\nend');
    expect(readdirSync(out)).toEqual([`.synth-${String(process.pid)}`]);
    output.commit();
    output.discard();
    const tree = readTree(out);
    expect(Object.keys(tree).sort()).toEqual(['long', 'one/a', 'two/b']);
    expect([tree['one/a'] === large, tree['two/b'] === large, tree['long'] === `${large}\nend`]).toEqual([true, true, true]);
  });

  it('does not touch a file that is made piece by piece and comes out the same', () => {
    const out = tempDir();
    writeFileSync(path.join(out, 'long'), 'ab');
    utimesSync(path.join(out, 'long'), 1, 1);
    const output = new StagedOutput(out);
    for (const piece of ['a', 'b']) output.append('long', piece);
    output.commit();
    output.discard();
    expect(statSync(path.join(out, 'long')).mtimeMs).toBe(1000);
  });

  it('removes what a run left behind that was killed, and not what another run is making', () => {
    const out = tempDir();
    for (const pid of [2 ** 22 + 1, process.ppid]) mkdirSync(path.join(out, `.synth-${String(pid)}`));
    write(out, { a: 'x' });
    expect(readdirSync(out).sort()).toEqual([`.synth-${String(process.ppid)}`, 'a']);
  });

  it('removes what is stale with the folders that become empty, and nothing else', () => {
    const out = tempDir();
    write(out, { 'old/a': '1', 'mixed/b': '2' });
    writeFileSync(path.join(out, 'mixed', 'by-hand'), '3');
    write(out, { 'new/c': '4' }, ['old/a', 'mixed/b', 'never/there']);
    expect(readTree(out)).toEqual({ 'mixed/by-hand': '3', 'new/c': '4' });
    expect(existsSync(path.join(out, 'old'))).toBe(false);
  });

  it.each(['../a', '/a', 'a/../../b', 'a/./b', 'a\\..\\b', '..'])('refuses the path %s before it writes anything', (file) => {
    const out = tempDir();
    expect(() => {
      write(out, { good: 'x', [file]: 'x' });
    }).toThrow(RangeError);
    expect(() => {
      write(out, { good: 'x' }, [file]);
    }).toThrow(RangeError);
    expect(readTree(out)).toEqual({});
  });

  it('refuses two texts for one path', () => {
    const output = new StagedOutput(tempDir());
    output.put('a', 'x');
    expect(() => {
      output.put('a', 'y');
    }).toThrow('is there already');
  });

  it('keeps the old content if not all of it can be written', () => {
    const out = tempDir();
    write(out, { 'a/x': 'old', 'a/y': 'gone' });
    // A folder stands where the last file belongs: everything is staged, and the last move fails.
    mkdirSync(path.join(out, 'b', 'z', 'in-the-way'), { recursive: true });
    expect(() => {
      write(out, { 'a/new': 'new', 'a/x': 'new', 'b/z': 'new' }, ['a/y']);
    }).toThrow('has to be a file, and is a folder');
    expect(readTree(out)).toEqual({ 'a/x': 'old', 'a/y': 'gone' });
    expect(existsSync(path.join(out, 'b', 'z', 'in-the-way'))).toBe(true);
  });
});
