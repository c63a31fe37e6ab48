import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { record, records } from '../../synth/record';

type Fields = Readonly<Record<string, unknown>>;

const ROLES = ['Role.rbac.authorization.k8s.io', 'ClusterRole.rbac.authorization.k8s.io'];
const BINDINGS = ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'];

/** Which service accounts of the program may use a security context constraint that is wider than the default. */
export class WiderConstraints {
  private readonly roles = new Set<string>();
  private readonly accountsByRole = new Map<string, string[]>();

  public see({ cluster, json }: InventoryEntry): void {
    const kind = groupKind(json.apiVersion, json.kind);
    const { name, namespace = '' } = json.metadata;
    if (ROLES.includes(kind) && records(json['rules']).some(usesWider)) this.roles.add(keyOf(cluster, json.kind, namespace, name));
    if (!BINDINGS.includes(kind)) return;
    const role = record(json['roleRef']);
    const key = keyOf(cluster, String(role['kind']), role['kind'] === 'Role' ? namespace : '', String(role['name']));
    const bound = records(json['subjects']).filter((subject) => subject['kind'] === 'ServiceAccount');
    const accounts = bound.map((subject) => {
      const { namespace: own = namespace, name: account } = subject;
      return keyOf(String(own), String(account));
    });
    this.accountsByRole.set(key, [...(this.accountsByRole.get(key) ?? []), ...accounts]);
  }

  /** Whether a wider constraint is bound to an account, once every object was seen. */
  public isBound(cluster: string, namespace: string, account: string): boolean {
    const wanted = keyOf(namespace, account);
    return [...this.roles].some((role) => role.startsWith(`${cluster}\n`) && this.accountsByRole.get(role)?.includes(wanted) === true);
  }
}

function usesWider(rule: Fields): boolean {
  const has = (field: string, value: string): boolean => {
    const list = rule[field];
    return Array.isArray(list) && (list.includes(value) || list.includes('*'));
  };
  const names = Array.isArray(rule['resourceNames']) ? rule['resourceNames'].map(String) : ['any'];
  return (
    has('apiGroups', 'security.openshift.io') &&
    has('resources', 'securitycontextconstraints') &&
    has('verbs', 'use') &&
    names.some((name) => !name.startsWith('restricted'))
  );
}

function keyOf(...parts: readonly string[]): string {
  return parts.join('\n');
}
