import type { ClusterClient } from '../cluster/cluster-client';
import type { Patience } from '../wait';
import type { LinkJob } from './link-job';
import type { LinkEnds, LinkOptions } from './link-site';
import type { WrittenLink } from './write-link';

/** How a link was made; `unseen` if nobody reports whether it is up. */
export type LinkResult = 'there' | 'made' | 'unseen';

/** How links are made in one generation of Skupper. */
export interface LinkGeneration {
  /** Why links cannot be made without the grant server, with the fix; undefined where they can. */
  readonly withoutDirect?: { readonly why: string; readonly fix: string };
  /** Links a site to its hub. @throws OperationError if something is missing after the timeout, or a cluster refuses */
  readonly link: (ends: LinkEnds, job: LinkJob, options: LinkOptions, patience: Patience) => Promise<LinkResult>;
  /** Writes the objects of a link to a file. @param folder folder of secrets */
  readonly write: (hub: ClusterClient, job: LinkJob, folder: string, options: LinkOptions, patience: Patience) => Promise<WrittenLink>;
}
