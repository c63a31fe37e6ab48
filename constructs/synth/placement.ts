import type { IConstruct } from 'constructs';

/** What a cluster runs: plain Kubernetes, or OpenShift with its own rules for user ids and its routes. */
export enum Platform {
  KUBERNETES = 'kubernetes',
  OPENSHIFT = 'openshift',
}

/** Where a construct is: facts that a site states once for everything below it. */
export interface Placement {
  /** Name of the site, which is also its folder of the output. */
  readonly site: string;
  readonly role: 'hub' | 'edge';
  readonly cluster: { readonly name: string; readonly platform: Platform };
  readonly namespace: string;
  /** Every namespace of the site, its own first, as the program stands now. */
  readonly namespaces: () => readonly string[];
}

const placements = new WeakMap<IConstruct, Placement>();

/** States the placement of everything at or below `scope`. */
export function setPlacement(scope: IConstruct, placement: Placement): void {
  placements.set(scope, placement);
}

/** The placement of the closest site, or undefined outside of any site. */
export function tryFindPlacement(construct: IConstruct): Placement | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    const placement = placements.get(scope);
    if (placement !== undefined) return placement;
  }
  return undefined;
}
