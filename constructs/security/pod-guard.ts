import type { IConstruct } from 'constructs';

import { tryFindDirectory } from './cluster-directory';
import type { NetworkMember } from './network-member';

/** Whoever makes network policies for the pods below a construct. */
export interface PodGuard {
  /** Pods that there are from now on. */
  admit(member: NetworkMember): void;
}

/** A context of cdk8s's tree. */
const GUARD = 'cdk8s-otel-skupper/pod-guard';

/** States who guards everything at or below `scope`, which has no children yet. */
export function setGuard(scope: IConstruct, guard: PodGuard): void {
  scope.node.setContext(GUARD, guard);
}

/** Whether pods of this construct get network policies. */
export function isGuarded(construct: IConstruct): boolean {
  return tryFindGuard(construct) !== undefined;
}

/** Makes pods known to the others of their cluster, and to whoever guards them. */
export function joinNetwork(construct: IConstruct, member: NetworkMember): void {
  tryFindDirectory(construct)?.addMember(member);
  tryFindGuard(construct)?.admit(member);
}

/** Makes known that pods of this construct have a sidecar. */
export function joinSidecar(construct: IConstruct, namespace: string, sidecar: NetworkMember): void {
  sidecar.addNamespace?.(namespace);
  tryFindGuard(construct)?.admit(sidecar);
}

function tryFindGuard(construct: IConstruct): PodGuard | undefined {
  return construct.node.tryGetContext(GUARD) as PodGuard | undefined;
}
