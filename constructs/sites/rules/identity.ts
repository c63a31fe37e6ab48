import type { LocatedFinding } from '../../synth/finding';
import { identityOf, type InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';

/** Two objects of one cluster, kind, namespace and name are one to the API server: the second would overwrite the first. */
export function duplicateObjects(entries: readonly InventoryEntry[]): LocatedFinding[] {
  const first = new Map<string, InventoryEntry>();
  return entries.flatMap((entry) => {
    const known = first.get(identityOf(entry));
    if (known === undefined) {
      first.set(identityOf(entry), entry);
      return [];
    }
    const { apiVersion, kind, metadata } = entry.json;
    const where = metadata.namespace === undefined ? '' : ` in the namespace ${metadata.namespace}`;
    return [
      {
        rule: 'object/duplicate',
        path: entry.path,
        location: 'metadata.name',
        message: `${groupKind(apiVersion, kind)} ${metadata.name}${where} is made by ${known.path} already`,
        fix: 'give one of them another name or namespace, or use existingNamespace() for a namespace that another site makes',
      },
    ];
  });
}
