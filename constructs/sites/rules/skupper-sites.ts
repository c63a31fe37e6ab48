import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';

/** A namespace of a cluster has one Skupper site; the controller ignores a second one. */
export function oneSitePerNamespace(entries: readonly InventoryEntry[]): LocatedFinding[] {
  const first = new Map<string, InventoryEntry>();
  return entries
    .filter(({ json }) => groupKind(json.apiVersion, json.kind) === 'Site.skupper.io')
    .flatMap((entry) => {
      const namespace = entry.json.metadata.namespace ?? '';
      const key = `${entry.cluster}\n${namespace}`;
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, entry);
        return [];
      }
      return [
        {
          rule: 'site/one-per-namespace',
          path: entry.path,
          message: `the namespace ${namespace} of the cluster ${entry.cluster} has the Skupper site of ${known.path} already`,
          fix: 'give the sites different namespaces, or different clusters',
        },
      ];
    });
}
