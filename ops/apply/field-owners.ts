import type { ManagedFields } from '../cluster/kube-object';

/** By which names `kubectl apply` writes, without and with `--server-side`. */
const KUBECTL: readonly { readonly manager: string; readonly operation: string }[] = [
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
  const isKubectls = (entry: ManagedFields): boolean =>
    (entry.subresource ?? '') === '' &&
    entry.apiVersion === apiVersion &&
    KUBECTL.some((known) => known.manager === entry.manager && known.operation === entry.operation);
  const isOwn = (entry: ManagedFields): boolean =>
    entry.manager === manager && entry.operation === 'Apply' && (entry.subresource ?? '') === '' && entry.apiVersion === apiVersion;
  const [first, ...others] = fields.filter(isKubectls);
  if (first === undefined) return undefined;
  const taken = [...others, ...fields.filter(isOwn)].reduce((all, { fieldsV1 = {} }) => union(all, fieldsV1), first.fieldsV1 ?? {});
  const rest = fields.filter((entry) => !isKubectls(entry) && !isOwn(entry));
  return [{ ...first, manager, operation: 'Apply', fieldsV1: taken }, ...rest];
}

type FieldSet = NonNullable<ManagedFields['fieldsV1']>;

/** Sets of fields are trees of names with nothing at their leaves. */
function union(one: FieldSet, other: FieldSet): FieldSet {
  const both = Object.entries(other).map(([name, below]): [string, unknown] => {
    return [name, name in one ? union(one[name] as FieldSet, below as FieldSet) : below];
  });
  return { ...one, ...Object.fromEntries(both) };
}
