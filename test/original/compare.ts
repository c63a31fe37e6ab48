import { isDeepStrictEqual } from 'node:util';

/** A place where two objects differ: what is at it in either, undefined where it is not there. */
export interface Difference {
  /** File, object and path, for example `a.yaml / v1 Secret b / data / key`. */
  readonly at: string;
  readonly was: unknown;
  readonly is: unknown;
}

/**
 * Where two trees differ, each place once and as far down as the trees are alike above it.
 *
 * @param whole places that are one: what is below them is compared as it stands
 */
export function compare(was: unknown, is: unknown, whole: ReadonlySet<string>, at = ''): readonly Difference[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isTree(was) || !isTree(is) || whole.has(at)) return [{ at, was, is }];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return keys.flatMap((key) => compare(was[key], is[key], whole, at === '' ? key : `${at} / ${key}`));
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  if (Array.isArray(value)) return value.length > 0 && value.every(isTree);
  return typeof value === 'object' && value !== null;
}
