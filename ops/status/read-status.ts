import type { Topology, TopologySite } from '../../constructs';
import type { Contexts } from '../cluster/contexts';
import type { SiteManifests } from '../site-manifests';
import { inPool } from '../pool';
import { siteFailure } from '../site-failure';
import { lookForHubIds } from './hub-ids';
import { lookAtSite } from './look-at-site';
import type { NetworkStatus, SiteStatus, State, StatusSummary } from './network-status';
import { Partners } from './partners';
import { failedSite, siteStatus } from './site-status';

/** Sites that are asked at the same time. */
const WIDTH = 16;

/** What a look at the clusters of a network takes. */
export interface StatusSources {
  readonly topology: Topology;
  /** The sites to look at. */
  readonly sites: readonly TopologySite[];
  readonly contexts: Contexts;
  readonly manifests: SiteManifests;
}

/** Asks the clusters of sites how they are; one that cannot be asked does not stop the others. */
export async function readStatus({ topology, sites, contexts, manifests }: StatusSources): Promise<NetworkStatus> {
  const hubIds = await lookForHubIds(sites, contexts);
  const grounds = { readiness: topology.readiness, partners: new Partners(topology), hubIds };
  const statuses = await inPool(sites, WIDTH, async (site) => {
    try {
      const snapshot = await lookAtSite(await contexts.clientOf(site), site);
      return siteStatus(site, snapshot, await manifests.of(site), grounds);
    } catch (error) {
      return failedSite(site, siteFailure(error));
    }
  });
  return { version: 1, sites: statuses, summary: summarize(statuses) };
}

/** Numbers over all sites. */
export function summarize(sites: readonly SiteStatus[]): StatusSummary {
  const objects: Record<State, number> = { ok: 0, waiting: 0, error: 0, missing: 0, unknown: 0 };
  for (const { state } of sites.flatMap((site) => site.objects)) objects[state]++;
  const findings = sites.flatMap((site) => site.findings);
  return {
    sites: sites.length,
    failed: sites.filter(({ failure }) => failure !== undefined).length,
    objects,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}
