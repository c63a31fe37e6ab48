import type { Generation, Topology, TopologySite } from '../../constructs';
import { chooseSites } from '../choose-sites';
import { generationOf } from '../generation';
import { OperationError } from '../operation-error';
import type { SitePlace } from '../skupper-object';

/** One link that a token makes. */
export interface LinkJob {
  readonly site: SitePlace;
  readonly hub: SitePlace;
  readonly cost?: number;
  /** Names of the other hubs that the site links to: objects that are named after them are not of this link. */
  readonly otherHubs: readonly string[];
  /** The kind of the site that links. */
  readonly role: TopologySite['role'];
  /** The generation of the site that links. */
  readonly generation: Generation;
  /** Name of the Secret on the hub that asks for the token; left out where the manifests have none. */
  readonly request?: string;
}

/** A link in words. */
export function describeJob({ site, hub }: LinkJob): string {
  return `${site.name} → ${hub.name}`;
}

/**
 * The links by token of a network.
 *
 * @param wanted names of sites that link; none for all
 * @throws OperationError if one of them is not there, or nothing is left
 */
export function linkJobs(topology: Topology, wanted: readonly string[]): readonly LinkJob[] {
  const byName = new Map(topology.sites.map((site) => [site.name, site]));
  const jobs = chooseSites(topology, wanted).flatMap((site) => jobsOf(site, byName));
  if (jobs.length > 0) return jobs;
  const who = wanted.length === 0 ? 'no site of the network' : `none of the sites ${wanted.join(', ')}`;
  throw new OperationError(
    'failure',
    `${who} links by a token: there is nothing to make`,
    'name sites with SiteLink.token; links by Secret and by certificates are part of the manifests',
  );
}

function jobsOf(site: TopologySite, byName: ReadonlyMap<string, TopologySite>): readonly LinkJob[] {
  return site.links
    .filter(({ by }) => by === 'token')
    .map(({ hub, cost, request, elsewhere }) => {
      const known = byName.get(hub);
      const place =
        known === undefined ? { cluster: { name: elsewhere?.cluster ?? hub }, namespace: elsewhere?.namespace ?? '' } : placeOf(known);
      const otherHubs = site.links.map((link) => link.hub).filter((other) => other !== hub);
      return {
        site: placeOf(site),
        hub: { ...place, name: hub },
        otherHubs,
        ...(cost !== undefined && { cost }),
        role: site.role,
        generation: generationOf(site),
        ...(request !== undefined && { request }),
      };
    });
}

function placeOf({ name, cluster, namespace }: TopologySite): SitePlace {
  return { name, cluster: { name: cluster.name }, namespace: namespace.name };
}
