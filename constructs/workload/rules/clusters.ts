import type { IConstruct } from 'constructs';

import { tryFindPlacement } from '../../synth/placement';

/** Names of two different clusters. */
export interface DifferentClusters {
  readonly here: string;
  readonly there: string;
}

/** Returns the clusters of a construct and of its collector; undefined if they are the same, or one is unknown. */
export function differentClusters(construct: IConstruct, collector: IConstruct): DifferentClusters | undefined {
  const [here, there] = [construct, collector].map((end) => tryFindPlacement(end)?.cluster.name);
  return here === undefined || there === undefined || here === there ? undefined : { here, there };
}
