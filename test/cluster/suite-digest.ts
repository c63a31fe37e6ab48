import { createHash, type Hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';

import { ROOT } from '../root';
import { EXAMPLES } from './examples';

/** File with the digests of suites that passed. It is committed. */
export const PASSED_FILE = path.join(__dirname, 'passed.json');
/** What each suite depends on besides its own files: the pinned programs, and the versions of packages. */
const ALWAYS = [path.join(__dirname, 'tools'), path.join(ROOT, 'package-lock.json'), path.join(ROOT, 'imports', 'sources.json')];

/**
 * Digest of everything that a suite reads: its file, the files that it imports, the outputs that it names, and the pinned programs.
 *
 * @param examples folder with the output of each example, from the current sources
 */
export function suiteDigest(name: string, examples = EXAMPLES): string {
  const files = imported(path.join(__dirname, `${name}.cluster.ts`));
  const hash = createHash('sha256');
  for (const file of [...files, ...ALWAYS, path.join(ROOT, 'dist')].sort()) update(hash, file, ROOT);
  for (const output of outputsIn(files, examples)) update(hash, output, examples);
  return hash.digest('hex').slice(0, 16);
}

/** Digests of suites at the commit in which they last passed. */
export function passedDigests(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(PASSED_FILE, 'utf8')) as Readonly<Record<string, string>>;
}

/** A file and all files of this project that it imports, except for types. */
function imported(file: string, known: Set<string> = new Set()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, from = ''] of text.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']*)';/gm)) {
    const target = path.resolve(path.dirname(file), from);
    const found = [target, `${target}.ts`, `${target}.mts`, path.join(target, 'index.ts')].find(
      (one) => existsSync(one) && statSync(one).isFile(),
    );
    if (found === undefined) throw new Error(`${file} imports ${from}, which is not there`);
    imported(found, known);
  }
  return known;
}

/** Folders with the examples' outputs that files name. A file that calls `outputs()` reads all of them. */
function outputsIn(files: ReadonlySet<string>, examples: string): readonly string[] {
  const texts = [...files].map((file) => readFileSync(file, 'utf8'));
  if (texts.some((text) => /(?<!function )\boutputs\(\)/.test(text))) return [examples];
  const named = texts.flatMap((text) => [...text.matchAll(/(?<!function )\bexampleFolder\((?:'([^']+)'\))?/g)].map(([, name]) => name));
  if (named.includes(undefined)) throw new Error('exampleFolder() needs a literal name, or the digest of the suite would miss the output');
  return [...new Set(named)].sort().map((name) => path.join(examples, name ?? ''));
}

/** Adds a file, or all files of a folder. Names count from `base`, so the digest is the same in every checkout. */
function update(hash: Hash, file: string, base: string): void {
  if (statSync(file).isDirectory()) {
    for (const name of readdirSync(file).sort()) update(hash, path.join(file, name), base);
  } else hash.update(path.relative(base, file)).update('\0').update(readFileSync(file)).update('\0');
}
