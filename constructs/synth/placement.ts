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
  readonly namespaces: readonly string[];
}

/** A context of cdk8s's tree. */
const PLACEMENT = 'cdk8s-otel-skupper/placement';

/** States the placement of everything at or below `scope`, which has no children yet. */
export function setPlacement(scope: IConstruct, placement: Placement): void {
  scope.node.setContext(PLACEMENT, placement);
}

/** The placement of the closest site, or undefined outside of any site. */
export function tryFindPlacement(construct: IConstruct): Placement | undefined {
  return construct.node.tryGetContext(PLACEMENT) as Placement | undefined;
}
