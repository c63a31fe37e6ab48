import { findingAt, type Finding } from './finding';
import { fileName, type InventoryEntry } from './inventory';
import { Manifest } from './manifest';
import { phaseOf, type Phase } from './phase';
import { render } from './rules/render';
import { toYaml, type Json } from './yaml';

/** Name of the file, in the output folder, that tells commands what the network is. */
export const TOPOLOGY_FILE = 'network.json';

/** Text by path below the output folder; paths use `/`. */
export type OutputFiles = ReadonlyMap<string, string>;

/**
 * Lays objects out as files: one folder per site, one file per phase and unit unless another name was said, in it the objects in the
 * order of their phases and then of the tree.
 */
export function layOut(entries: readonly InventoryEntry[]): OutputFiles {
  const files = new Map<string, string>();
  for (const entry of inOrder(entries)) {
    const path = filePath(entry);
    files.set(path, (files.get(path) ?? '') + toYaml(entry.json as Json));
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `<folder>/<NN>-<what>.yaml`. */
export function filePath(entry: InventoryEntry): string {
  return `${entry.folder}/${entry.file ?? `${String(phaseOfEntry(entry)).padStart(2, '0')}-${fileName(entry.unit)}.yaml`}`;
}

/** Only a file whose name was said has objects of several phases. */
function inOrder(entries: readonly InventoryEntry[]): readonly InventoryEntry[] {
  if (entries.every(({ file }) => file === undefined)) return entries;
  return [...entries].sort((a, b) => phaseOfEntry(a) - phaseOfEntry(b));
}

function phaseOfEntry({ object, json }: InventoryEntry): Phase {
  return Manifest.isManifest(object) ? object.phase : phaseOf(json.apiVersion, json.kind);
}

/** Findings for values that YAML or JSON cannot carry, so that emission itself never fails and loses nothing. */
export function unprintable(entry: InventoryEntry): Finding[] {
  const found: Finding[] = [];
  const visit = (value: unknown, location: string): void => {
    const fault = faultOf(value);
    if (fault !== undefined) {
      found.push(
        findingAt(
          entry.path,
          render.report({
            location,
            message: `${fault} has no place in a manifest`,
            fix: 'give plain JSON',
          }),
        ),
      );
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) visit(child, location === '' ? key : `${location}.${key}`);
    }
  };
  visit(entry.json, '');
  return found;
}

function faultOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : String(value);
    case 'string':
      return /\p{Surrogate}/u.test(value) ? 'half a character' : undefined;
    case 'bigint':
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    default:
      return undefined;
  }
}
