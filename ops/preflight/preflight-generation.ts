import type { ClusterClient } from '../cluster/cluster-client';
import type { KubeObject } from '../cluster/kube-object';
import type { ServedResource } from '../cluster/served-resource';
import type { OpsFault } from '../ops-finding';
import type { ClusterLook } from './look-at-cluster';
import type { LinkUses } from './permissions';
import type { SiteFacts } from './site-facts';

/** Finds what is wrong in the facts of a site. */
export type Check = (facts: SiteFacts) => readonly OpsFault[];

/** A look at the cluster of a site, as far as it got. */
export interface SiteLook extends Pick<SiteFacts, 'site' | 'tokenEdges' | 'served' | 'operators'> {
  readonly client: ClusterClient;
  readonly cluster: ClusterLook;
}

/** Facts of the Skupper of one generation. */
export interface SkupperFacts extends Pick<SiteFacts, 'grantService' | 'siteConfig'> {
  /** Resources of Skupper v2 that the cluster serves. */
  readonly skupper: readonly ServedResource[];
}

/** How the clusters of sites are judged in one generation of Skupper. */
export interface PreflightGeneration {
  readonly checks: readonly Check[];
  /** Resources that the link command uses. */
  readonly linkUses: LinkUses;
  /** Whether a Deployment is a controller of this generation, to name it before others; left out where the order does not matter. */
  readonly isController?: (deployment: KubeObject) => boolean;
  /** Looks at what only this generation needs. @throws ClusterError if the cluster cannot be asked */
  readonly look: (look: SiteLook) => Promise<SkupperFacts>;
}
