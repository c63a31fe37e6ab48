import type { IConstruct } from 'constructs';

import { ArgumentError, requireDnsLabel, type ArgumentPlace } from '../../synth/argument';
import type { SiteGeneration } from '../routers/site-generation';

/** What the network policies of a site let through beside what the program knows. */
export interface NetworkPolicyOptions {
  /** Whether Skupper's network observer, in the namespace of the site, reaches the router. @default false */
  readonly networkObserver?: boolean;
  /** Namespaces that the program does not have, whose pods have sidecars of this site. @default - none */
  readonly sidecarNamespaces?: readonly string[];
}

/** A context of cdk8s's tree. */
const DEFAULT = 'cdk8s-otel-skupper/network-policies';

/** States whether sites below a root make network policies if they do not say so themselves. */
export function setPolicyDefault(root: IConstruct, isOn: boolean): void {
  root.node.setContext(DEFAULT, isOn);
}

/**
 * What a site says of its network policies; undefined if it makes none.
 *
 * @throws ArgumentError if a namespace is no DNS label, or policies are asked for in the legacy generation
 */
export function policyOptions(
  root: IConstruct,
  place: ArgumentPlace,
  { insteadOfPolicies }: SiteGeneration,
  given: boolean | NetworkPolicyOptions | undefined = (root.node.tryGetContext(DEFAULT) as boolean | undefined) ?? true,
): NetworkPolicyOptions | undefined {
  if (given !== false && insteadOfPolicies !== undefined) {
    const fix = `leave them out; ${insteadOfPolicies}`;
    throw new ArgumentError(place, 'networkPolicies', 'are not made in the legacy generation', fix);
  }
  if (typeof given === 'boolean') return given ? {} : undefined;
  const { sidecarNamespaces = [] } = given;
  for (const namespace of sidecarNamespaces) requireDnsLabel(place, 'networkPolicies.sidecarNamespaces', namespace);
  return { ...given, sidecarNamespaces: [...sidecarNamespaces] };
}
