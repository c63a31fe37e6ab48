import { isDeepStrictEqual } from 'node:util';

import type { KubeObject } from '../cluster/kube-object';

/** What became of an object; `later` is for a rehearsal, which cannot ask of a kind that is not served yet. */
export type Outcome = 'created' | 'changed' | 'same' | 'later';

/** Numbers of objects by what became of them. */
export type Tally = Readonly<Record<Outcome, number>>;

/** kubectl's note of what it applied last, which is no longer true. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Whether applying an object changed it, or would: a dry run answers with the old version. What controllers write beside it, and how often it was written, does not count. */
export function hasChanged(before: KubeObject, after: KubeObject): boolean {
  return !isDeepStrictEqual(essence(before), essence(after));
}

/** Adds up what became of objects. */
export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const count = (wanted: Outcome): number => outcomes.filter((outcome) => outcome === wanted).length;
  return { created: count('created'), changed: count('changed'), same: count('same'), later: count('later') };
}

/** What was applied, in words: `14 objects applied, 3 created, 1 changed, 10 as they were`. */
export function appliedText(tally: Tally): string {
  const { created, changed, same } = tally;
  const all = created + changed + same;
  return `${objects(all)} applied, ${parts([
    [created, 'created'],
    [changed, 'changed'],
    [same === all ? 0 : same, 'as they were'],
    [same === all ? 'all' : 0, 'as they were'],
  ])}`;
}

/** What would be applied, in words. */
export function rehearsedText({ created, changed, same, later }: Tally): string {
  return `${objects(created + changed + same + later)}, ${parts([
    [created, 'would be created'],
    [changed, 'would be changed'],
    [same, 'as they are'],
    [later, 'of kinds that are not served yet'],
  ])}`;
}

function parts(numbers: readonly (readonly [number | 'all', string])[]): string {
  const told = numbers.filter(([number]) => number !== 0).map(([number, what]) => `${String(number)} ${what}`);
  return told.length === 0 ? 'nothing to do' : told.join(', ');
}

function objects(count: number): string {
  return count === 1 ? '1 object' : `${String(count)} objects`;
}

function essence({ status: _, metadata, ...rest }: KubeObject): unknown {
  const { resourceVersion: __, generation: ___, managedFields: ____, annotations = {}, ...names } = metadata;
  const own = Object.entries(annotations).filter(([name]) => name !== LAST_APPLIED);
  return { ...rest, metadata: { ...names, annotations: Object.fromEntries(own) } };
}
