/**
 * Marks a class of constructs or components whose methods read nothing but what is reachable from their instances, and whose instances
 * have no private (`#`) state. A class that has not this mark itself, such as one of a program's own, is never taken to be alike another.
 */
export const PURE: unique symbol = Symbol('pure class');

/** Whether a class has the mark itself. */
export function isPure(constructor: object): boolean {
  return Object.hasOwn(constructor, PURE);
}
