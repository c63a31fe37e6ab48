import type { TopologySite } from '../../constructs';
import type { OperatorCatalogue, OperatorFacts, OperatorId } from '../../constructs/operator-facts';
import { OPERATORS, operatorsOf } from '../../constructs/operators';
import { generationOf } from '../generation';

/** Returns the operators in the generation of a site. */
export function operatorsOfSite(site: TopologySite): OperatorCatalogue {
  return operatorsOf(generationOf(site));
}

/** Returns an operator in the generation of a site. */
export function operatorOfSite(id: OperatorId, site: TopologySite): OperatorFacts {
  return operatorsOfSite(site)[id];
}

/** The operator that brings a group, undefined if this package knows none. */
export function operatorOf(group: string): OperatorId | undefined {
  const all = Object.entries<OperatorFacts>(OPERATORS) as (readonly [OperatorId, OperatorFacts])[];
  return all.find(([, { groups }]) => groups.includes(group))?.[0];
}
