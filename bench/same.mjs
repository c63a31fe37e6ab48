// Programs are compared only if they do the same: these checks fail loudly if they do not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadAll } from 'js-yaml';

/** Every file has the same path and bytes. */
export function requireSameBytes(folder, other, words) {
  const own = pathsOf(folder);
  requireSame(own, pathsOf(other), words);
  for (const path of own) {
    if (!readFileSync(join(folder, path)).equals(readFileSync(join(other, path)))) throw new Error(`${words} differ in ${path}`);
  }
}

/** The same objects, whatever file they are in, and in whatever order their keys are. */
export function requireSameObjects(folder, other, words) {
  requireSame(objectsOf(folder), objectsOf(other), words);
}

/** Two sorted lists of texts are equal. */
function requireSame(own, others, words) {
  if (own.length !== others.length) throw new Error(`${words} differ: ${own.length} and ${others.length}`);
  for (const [i, text] of own.entries()) {
    const other = others[i];
    if (text === other) continue;
    const at = [...text].findIndex((character, index) => character !== other[index]);
    const excerpt = (whole) => whole.slice(Math.max(0, at - 100), at + 100);
    throw new Error(`${words} differ:\n  ${excerpt(text)}\n  ${excerpt(other)}`);
  }
}

function pathsOf(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(yaml|json)$/.test(path))
    .sort();
}

function objectsOf(folder) {
  return pathsOf(folder)
    .filter((path) => path.endsWith('.yaml'))
    .flatMap((path) => loadAll(readFileSync(join(folder, path), 'utf8')).map(sortedText))
    .sort();
}

function sortedText(object) {
  return JSON.stringify(object, (_, value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort()) : value,
  );
}
