import { Construct } from 'constructs';

import { requireDnsLabel } from '../../synth/argument';
import { Derived } from '../../synth/derived';
import { Manifest } from '../../synth/manifest';
import type { Rendering } from '../../synth/rendering';
import { OWN_NAMESPACE, ruleOf, type ClusterAccess } from './access';
import { PURE } from '../../synth/shape/pure';

/** Whom a service account is for. */
export interface CollectorAccountProps {
  readonly collector: string;
  readonly namespace: string | undefined;
  readonly user: TokenUser;
}

/** Knows whether a token is needed for more than what was granted. */
export interface TokenUser {
  usesTokenIn(rendering: Rendering): boolean;
}

/** Name of a collector's service account: not that which the operator makes for collectors that name none. */
export function accountName(collector: string): string {
  return `${collector}-account`;
}

/**
 * The service account of a collector, and the roles that it is bound to: a ClusterRole for what is read of the whole cluster, a Role
 * in each namespace of which alone something is read. Its token is mounted only where something uses it.
 */
export class CollectorAccount extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  public readonly name: string;
  private readonly props: CollectorAccountProps;
  private readonly roles = new Map<string | undefined, AccessRole>();

  public constructor(scope: Construct, id: string, props: CollectorAccountProps) {
    super(scope, id);
    this.props = props;
    this.name = accountName(props.collector);
    new Manifest(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      name: this.name,
      fields: { automountServiceAccountToken: Derived.from<CollectorAccount>(this, CollectorAccount.mounts) },
    });
  }

  /** Whether pods get its token. */
  public hasTokenIn(rendering: Rendering): boolean {
    return this.roles.size > 0 || this.props.user.usesTokenIn(rendering);
  }

  private static readonly mounts = (account: CollectorAccount, rendering: Rendering): boolean => account.hasTokenIn(rendering);

  /** @throws ArgumentError if a namespace is no DNS label */
  public grant(access: readonly ClusterAccess[]): void {
    for (const one of access)
      this.roleIn(one.namespace === OWN_NAMESPACE ? (this.props.namespace ?? OWN_NAMESPACE) : one.namespace).add(one);
  }

  private roleIn(namespace: string | undefined): AccessRole {
    const known = this.roles.get(namespace);
    if (known !== undefined) return known;
    if (namespace !== undefined && namespace !== OWN_NAMESPACE) requireDnsLabel(this, 'access.namespace', namespace);
    const { collector, namespace: own } = this.props;
    const role = new AccessRole(this, namespace === undefined ? 'Access' : `Access-${namespace}`, {
      name: [own, collector, 'collector'].filter((part) => part !== undefined).join('.'),
      namespace,
      subject: { kind: 'ServiceAccount', name: this.name, namespace: own },
    });
    this.roles.set(namespace, role);
    return role;
  }
}

interface AccessRoleProps {
  readonly name: string;
  /** Namespace that it is in; that of the whole cluster is in none. */
  readonly namespace: string | undefined;
  readonly subject: Readonly<Record<string, string | undefined>>;
}

/** A role and its binding. */
class AccessRole extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  private readonly granted = new Map<string, ReturnType<typeof ruleOf>>();

  public constructor(scope: Construct, id: string, { name, namespace, subject }: AccessRoleProps) {
    super(scope, id);
    const prefix = namespace === undefined ? 'Cluster' : '';
    const place = namespace === undefined ? { clusterScoped: true } : namespace === OWN_NAMESPACE ? {} : { namespace };
    const api = { apiVersion: 'rbac.authorization.k8s.io/v1', name, ...place } as const;
    new Manifest(this, 'Role', { ...api, kind: `${prefix}Role`, fields: { rules: Derived.from<AccessRole>(this, AccessRole.rules) } });
    new Manifest(this, 'Binding', {
      ...api,
      kind: `${prefix}RoleBinding`,
      fields: {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: `${prefix}Role`, name },
        subjects: [subject],
      },
    });
  }

  public add(access: ClusterAccess): void {
    const rule = ruleOf(access);
    this.granted.set(JSON.stringify(rule), rule);
  }

  /** Sorted, so that the order in which components were named does not show. */
  private static readonly rules = ({ granted }: AccessRole): readonly unknown[] =>
    [...granted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule);
}
