import type { CollectorPipeline } from '../../../collector/collector-pipeline';
import { Subject, type LocatedFault } from '../../../synth/define-rule';
import type { HubNetworks } from '../../links/hub-networks';
import type { Site } from '../../site';

/** The constructs of a network that rules over several sites check. */
export interface NetworkView {
  readonly sites: readonly Site[];
  readonly networks: HubNetworks;
  readonly collectors: readonly CollectorPipeline[];
}

/** Check of a network. */
export type NetworkCheck = (network: NetworkView) => readonly LocatedFault[];

/** A network with all its sites. */
export const NETWORK = new Subject<NetworkCheck>('network');
