import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';

/**
 * A rule that needs more than one object or site to be seen. It is shown every object in turn, and keeps no more of them than
 * it needs: there may be a hundred thousand.
 */
export interface NetworkRule {
  readonly see: (entry: InventoryEntry) => void;
  /** What was found, once every object was shown. */
  readonly findings: () => readonly LocatedFinding[];
}
