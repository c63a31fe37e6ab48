import type { IConstruct } from 'constructs';

/** Called with each site of a root, when it is there with all that its kind has in common. */
export type ArrivalListener = (site: IConstruct) => void;

const listeners = new WeakMap<IConstruct, ArrivalListener[]>();

/** Tells those who listen at the root of a new site that it is there. */
export function announce(site: IConstruct): void {
  for (const listener of listeners.get(site.node.root) ?? []) listener(site);
}

/** Listens for the sites that are placed below a root from now on. */
export function onArrival(root: IConstruct, listener: ArrivalListener): void {
  const known = listeners.get(root);
  if (known === undefined) listeners.set(root, [listener]);
  else known.push(listener);
}
