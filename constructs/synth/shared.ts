import type { IConstruct } from 'constructs';

/** Type of the metadata of a root that holds what is shared below it. */
const SHARED = 'cdk8s-otel-skupper/shared';

/**
 * What all constructs below one root share, for example who is reached in each cluster. It is kept with the root, of whatever class that
 * is, and is made when it is asked for first.
 */
export function sharedIn<T extends object>(construct: IConstruct, what: string, make: () => T): T {
  const { root } = construct.node;
  let all = root.node.metadata.find(({ type }) => type === SHARED)?.data as Map<string, object> | undefined;
  if (all === undefined) {
    all = new Map();
    root.node.addMetadata(SHARED, all);
  }
  const known = all.get(what) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  all.set(what, made);
  return made;
}
