import type { ManagedFields } from '../cluster/kube-object';

/** Who writes fields, and how. */
interface Owner {
  readonly manager: string;
  readonly operation: string;
}

/** By which names `kubectl apply` writes, without and with `--server-side`. */
const KUBECTL: readonly Owner[] = [
  { manager: 'kubectl-client-side-apply', operation: 'Update' },
  { manager: 'kubectl', operation: 'Apply' },
];

/**
 * Who has which fields of an object once another applies it in the place of `kubectl apply`: what kubectl wrote is that one's. Otherwise a
 * field that the manifests no longer have would stay for good, since kubectl still has it.
 *
 * @param manager who applies it
 * @param apiVersion the version that it is applied in
 * @returns undefined if kubectl has none
 */
export function withoutKubectl(
  fields: readonly ManagedFields[],
  manager: string,
  apiVersion: string,
): readonly ManagedFields[] | undefined {
  const isKubectls = (entry: ManagedFields): boolean => isOf(entry, KUBECTL, apiVersion);
  const isOwn = (entry: ManagedFields): boolean => isOf(entry, [{ manager, operation: 'Apply' }], apiVersion);
  const [first, ...others] = fields.filter(isKubectls);
  if (first === undefined) return undefined;
  const taken = [...others, ...fields.filter(isOwn)].reduce((all, { fieldsV1 = {} }) => union(all, fieldsV1), first.fieldsV1 ?? {});
  const rest = fields.filter((entry) => !isKubectls(entry) && !isOwn(entry));
  return [{ ...first, manager, operation: 'Apply', fieldsV1: taken }, ...rest];
}

/**
 * Whether applying an object in the place of `kubectl apply` would remove a field: one that kubectl alone has.
 *
 * @param before who has which fields now
 * @param after the same, once it had been applied by another one too
 */
export function dropsField(before: readonly ManagedFields[], after: readonly ManagedFields[], apiVersion: string): boolean {
  const isKubectls = (entry: ManagedFields): boolean => isOf(entry, KUBECTL, apiVersion);
  const kept = after.filter((entry) => !isKubectls(entry)).map(({ fieldsV1 = {} }) => fieldsV1);
  const all = kept.reduce(union, NOTE);
  return before.filter(isKubectls).some(({ fieldsV1 = {} }) => !contains(all, fieldsV1));
}

/** kubectl's note of what it applied last is none of the manifests. */
const NOTE: FieldSet = { 'f:metadata': { 'f:annotations': { 'f:kubectl.kubernetes.io/last-applied-configuration': {} } } };

function isOf(entry: ManagedFields, owners: readonly Owner[], apiVersion: string): boolean {
  const isKnown = owners.some(({ manager, operation }) => manager === entry.manager && operation === entry.operation);
  return isKnown && (entry.subresource ?? '') === '' && entry.apiVersion === apiVersion;
}

/** Whether one set has all that another one has. */
function contains(set: FieldSet, other: FieldSet): boolean {
  return Object.entries(other).every(
    ([name, below]) => name === '.' || (name in set && contains(set[name] as FieldSet, below as FieldSet)),
  );
}

type FieldSet = NonNullable<ManagedFields['fieldsV1']>;

/** Sets of fields are trees of names with nothing at their leaves. */
function union(one: FieldSet, other: FieldSet): FieldSet {
  const both = Object.entries(other).map(([name, below]): [string, unknown] => {
    return [name, name in one ? union(one[name] as FieldSet, below as FieldSet) : below];
  });
  return { ...one, ...Object.fromEntries(both) };
}
