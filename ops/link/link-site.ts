import type { ClusterClient } from '../cluster/cluster-client';
import { ClusterError } from '../cluster/cluster-error';
import type { Patience } from '../wait';
import { directLink, discardCertificate } from './direct';
import { discardGrant, findGranted, obtainGrant, type GrantWindow } from './grant';
import type { LinkJob } from './link-job';
import { waitForHub, waitForSite } from './site-ready';
import { areOutdated, findLinks, isBlocked, lackSecrets, removeRemains, waitForLinks } from './site-links';
import { skupperName } from '../skupper-object';
import { isPending, tokenOf, waitForRedemption } from './token';

/** How links are made. */
export interface LinkOptions {
  /** How long a grant can be redeemed. */
  readonly window: GrantWindow;
  /** By a certificate of the hub's controller, past the grant server. */
  readonly direct: boolean;
  /** Whether links that are there are replaced. */
  readonly renew: boolean;
}

/** The clusters of both ends. */
export interface LinkEnds {
  readonly hub: ClusterClient;
  readonly site: ClusterClient;
}

/**
 * Links a site to its hub. Each step looks at what is there first, so that a run that was broken off is gone on with, and no
 * redemption is spent twice.
 *
 * @returns whether the link was there already
 * @throws OperationError if something is missing after the timeout, or a cluster refuses
 */
export async function linkSite({ hub, site }: LinkEnds, job: LinkJob, options: LinkOptions, patience: Patience): Promise<'there' | 'made'> {
  const links = await findLinks(site, job);
  const isOutdated = !options.renew && (await areOutdated(hub, job, links));
  if (isOutdated) patience.tell(`the Site of ${job.hub.name} was created after the link: the link is replaced`);
  if (links.length > 0 && !options.renew && !isOutdated && !(await lackSecrets(site, job, links))) {
    await waitForLinks(site, job, patience);
    await cleanUp(hub, job);
    return 'there';
  }
  await waitForSite(site, job.site, patience);
  const hubSite = await waitForHub(hub, job.hub, patience);
  if (options.direct) {
    const objects = await directLink(hub, job, hubSite, patience);
    if (links.length > 0) await removeRemains(site, job, patience);
    for (const object of objects) await site.apply(object);
    patience.tell('Secret and link applied');
  } else {
    await redeem({ hub, site }, job, options, patience);
  }
  await waitForLinks(site, job, patience);
  await cleanUp(hub, job);
  return 'made';
}

async function redeem({ hub, site }: LinkEnds, job: LinkJob, { window, renew }: LinkOptions, patience: Patience): Promise<void> {
  const token = await site.find(skupperName('AccessToken', job.site, job.hub.name));
  const isOnItsWay = token !== undefined && !renew && isPending(token, await findGranted(hub, job)) && !(await isBlocked(site, job, token));
  if (!isOnItsWay) {
    const granted = await obtainGrant(hub, job, window, patience);
    await removeRemains(site, job, patience);
    await site.create(tokenOf(job, granted));
    patience.tell('token handed over');
  }
  await waitForRedemption(site, hub, job, patience);
}

/** What helped to make a link and is of no more use. That it cannot be removed is not worth an error. */
async function cleanUp(hub: ClusterClient, job: LinkJob): Promise<void> {
  try {
    await discardGrant(hub, job);
    await discardCertificate(hub, job);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
  }
}
