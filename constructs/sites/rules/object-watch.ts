import type { Fault, LocatedFault } from '../../synth/define-rule';
import type { InventoryEntry } from '../../synth/inventory';
import type { ClusterWatch } from './subjects/cluster';

/** Returns the check of a cluster that looks at each object on its own. */
export function watchObjects(faultsOf: (entry: InventoryEntry) => readonly Fault[]): ClusterWatch {
  const found: LocatedFault[] = [];
  return {
    see: (entry) => {
      const faults = faultsOf(entry);
      if (faults.length > 0) found.push(...faults.map((fault) => ({ ...fault, path: entry.path })));
    },
    findings: () => found,
  };
}
