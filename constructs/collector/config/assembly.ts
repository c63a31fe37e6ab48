import type { AssembledConfig } from './config';
import { CollectorDistribution } from '../images/distribution';
import { SECTIONS } from './sections';

/** What a collector is made of now. */
export interface Assembly {
  readonly assembled: AssembledConfig;
  /** The binary that it is for. */
  readonly distribution: CollectorDistribution;
}

/**
 * Assembles for the `k8s` distribution, or for `contrib` where that alone holds every component. Where neither does, `k8s` stays, and what
 * it lacks is found. Core is never chosen: it has less than either.
 *
 * @param assemble for a distribution, which decides what a collector has beside the components of its program
 */
export function assembleForSmallest(assemble: (distribution: CollectorDistribution) => AssembledConfig): Assembly {
  const smallest = { assembled: assemble(CollectorDistribution.K8S), distribution: CollectorDistribution.K8S };
  if (isWhole(smallest)) return smallest;
  const largest = { assembled: assemble(CollectorDistribution.CONTRIB), distribution: CollectorDistribution.CONTRIB };
  return isWhole(largest) ? largest : smallest;
}

function isWhole({ assembled, distribution }: Assembly): boolean {
  return [...assembled.components.values()].every(
    ({ component: { isCustom, kind, type } }) => isCustom || distribution.holds(SECTIONS[kind], type) === true,
  );
}
