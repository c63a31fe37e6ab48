import { Construct } from 'constructs';

import { Manifest } from '../synth/manifest';

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
}

/** What a collector's service account is bound to. */
export interface CollectorAccessProps {
  readonly collector: string;
  readonly namespace: string | undefined;
  readonly serviceAccount: string;
}

/** Lets a collector's service account read what its components need: a ClusterRole and its binding. */
export class CollectorAccess extends Construct {
  private readonly granted = new Map<string, ClusterAccess>();

  public constructor(scope: Construct, id: string, props: CollectorAccessProps) {
    super(scope, id);
    const { collector, namespace, serviceAccount } = props;
    const name = [namespace, collector, 'collector'].filter((part) => part !== undefined).join('.');
    const api = { apiVersion: 'rbac.authorization.k8s.io/v1', name, clusterScoped: true } as const;
    new Manifest(this, 'Role', { ...api, kind: 'ClusterRole', fields: { rules: () => this.rules() } });
    new Manifest(this, 'Binding', {
      ...api,
      kind: 'ClusterRoleBinding',
      fields: {
        roleRef: () => ({ apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }),
        subjects: () => [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
      },
    });
  }

  public grant(access: readonly ClusterAccess[]): void {
    for (const one of access) this.granted.set(JSON.stringify(ruleOf(one)), one);
  }

  /** Sorted, so that the order in which components were named does not show. */
  private rules(): readonly unknown[] {
    return [...this.granted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, access]) => ruleOf(access));
  }
}

function ruleOf({ apiGroups, resources, verbs = ['get', 'list', 'watch'] }: ClusterAccess): Required<ClusterAccess> {
  return { apiGroups: [...apiGroups].sort(), resources: [...resources].sort(), verbs: [...verbs].sort() };
}
