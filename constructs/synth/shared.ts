import type { IConstruct } from 'constructs';

/** Type of the metadata of a root that holds what is shared below it. */
const SHARED = 'cdk8s-otel-skupper/shared';

/**
 * Returns state that all constructs below one root share, for example the directory of each cluster. The root holds the state in its
 * metadata, so that any cdk8s App can be the root. The first call creates it.
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
