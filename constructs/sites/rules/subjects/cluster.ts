import { Subject } from '../../../synth/define-rule';
import type { InventoryEntry } from '../../../synth/inventory';
import type { Site } from '../../site';
import type { Watch } from './watch';

/** Check that is shown every object of a cluster in turn. */
export type ClusterWatch = Watch<InventoryEntry>;

/** Creates the check of one cluster. The argument is all sites of the network. */
export type ClusterCheck = (sites: readonly Site[]) => ClusterWatch;

/** The objects of one cluster. Objects of different clusters do not affect each other. */
export const CLUSTER = new Subject<ClusterCheck>('objects of a cluster');
