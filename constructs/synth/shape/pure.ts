/**
 * Marks a class of constructs or components whose methods read nothing but what is reachable from their instances, and whose instances
 * have no private (`#`) state. A class that has not this mark itself, such as one of a program's own, is never taken to be alike another.
 *
 * The value is a list of fields that follow from the others, and are not read.
 */
export const PURE: unique symbol = Symbol('pure class');

/** The fields of the instances of a class that follow from the others; undefined if the class has not the mark itself. */
export function redundantFields(constructor: object): readonly string[] | undefined {
  return Object.hasOwn(constructor, PURE) ? (constructor as { readonly [PURE]: readonly string[] })[PURE] : undefined;
}
