/**
 * A part of the Kubernetes API that a component reads.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export interface ClusterAccess {
  /** API groups; `''` is the core group. */
  readonly apiGroups: readonly string[];
  /** Resources in the plural, for example `pods`. */
  readonly resources: readonly string[];
  /** What is done with them. @default - get, list and watch */
  readonly verbs?: readonly string[];
  /** The objects of these names alone. Verbs that make objects cannot be bound to names. @default - all objects */
  readonly resourceNames?: readonly string[];
  /** The objects in this namespace alone: a Role there instead of a ClusterRole. @default - those of the whole cluster */
  readonly namespace?: string;
}

/** In place of a namespace: that of the collector itself. */
export const OWN_NAMESPACE = '.';

/** One rule of a role, its lists sorted. */
export function ruleOf(access: ClusterAccess): Readonly<Record<string, readonly string[]>> {
  const { apiGroups, resources, verbs = ['get', 'list', 'watch'], resourceNames } = access;
  return {
    apiGroups: [...apiGroups].sort(),
    resources: [...resources].sort(),
    verbs: [...verbs].sort(),
    ...(resourceNames && { resourceNames: [...resourceNames].sort() }),
  };
}
