/**
 * Marks a class of constructs or components. Its methods read only objects that are reachable from the instance, and its instances have no
 * state in `#` fields. Instances of a class without this mark, for example of a class of the user's program, are never compared.
 *
 * The value lists fields that are derived from other fields. They are not part of the key.
 */
export const PURE: unique symbol = Symbol('pure class');

/** Returns the derived fields of a marked class; undefined for a class that does not have the mark itself. */
export function redundantFields(constructor: object): readonly string[] | undefined {
  return Object.hasOwn(constructor, PURE) ? (constructor as { readonly [PURE]: readonly string[] })[PURE] : undefined;
}
