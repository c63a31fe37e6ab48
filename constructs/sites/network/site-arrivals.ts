import type { IConstruct } from 'constructs';

import { sharedIn } from '../../synth/shared';

/** Called with each site of a root, when it is there with all that its kind has in common. */
export type ArrivalListener = (site: IConstruct) => void;

/** Tells those who listen at the root of a new site that it is there. */
export function announce(site: IConstruct): void {
  for (const listener of listenersOf(site)) listener(site);
}

/** Listens for the sites that are placed below a root from now on. */
export function onArrival(root: IConstruct, listener: ArrivalListener): void {
  listenersOf(root).push(listener);
}

function listenersOf(construct: IConstruct): ArrivalListener[] {
  return sharedIn(construct, 'site-arrivals', () => []);
}
