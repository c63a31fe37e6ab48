import type { LabelSelector } from './label-selector';

/** One kind of others that pods connect with, as a `NetworkPolicy` has it. */
export interface PolicyPeer {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
  readonly ipBlock?: { readonly cidr: string };
}

/** The label by which Kubernetes itself names every namespace. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Every pod of the cluster. */
export const CLUSTER_PODS: PolicyPeer = { namespaceSelector: {} };

/** Pods that have these labels, in some namespaces. @param own namespace of the policy, which has no need of its own name */
export function podsIn(selector: LabelSelector, namespaces: readonly string[], own: string): PolicyPeer {
  const names = [...new Set(namespaces)].sort();
  const [only] = names;
  if (names.length === 1 && only === own) return { podSelector: selector };
  return { podSelector: selector, namespaceSelector: namespacesNamed(names) };
}

/** All pods of a namespace. @param own namespace of the policy */
export function everyPodOf(namespace: string, own: string): PolicyPeer {
  return namespace === own ? { podSelector: {} } : { namespaceSelector: namespacesNamed([namespace]) };
}

/** Addresses outside of the cluster. @param cidr for example `203.0.113.0/24` */
export function addresses(cidr: string): PolicyPeer {
  return { ipBlock: { cidr } };
}

function namespacesNamed(names: readonly string[]): LabelSelector {
  const [only] = names;
  return names.length === 1 && only !== undefined
    ? { matchLabels: { [NAMESPACE_NAME]: only } }
    : { matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values: names }] };
}
