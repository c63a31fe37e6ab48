import * as path from 'node:path';

import type { Topology, TopologySite } from '../../constructs';
import { operatorsOf } from '../../constructs/operators';
import { generationOf } from '../generation';
import { definedGroups } from './kinds';
import { readFolders, type ManifestObject } from './manifest-object';

/** What is applied for a site, read before anything is sent. */
export interface SitePlan {
  readonly site: TopologySite;
  /** One after the other: what installs operators, then the site. */
  readonly stages: readonly (readonly ManifestObject[])[];
  /** Groups of kinds that are still to come: by the bootstrap of a site on its cluster, or by what is applied itself. */
  readonly comingGroups: ReadonlySet<string>;
  /** Folders of a bootstrap that is for another cluster. */
  readonly elsewhere: readonly string[];
}

/**
 * Reads what is applied for sites.
 *
 * @param outdir the output folder
 * @throws OperationError if the output is not whole
 */
export function planSites(topology: Topology, sites: readonly TopologySite[], outdir: string): Promise<readonly SitePlan[]> {
  return Promise.all(sites.map((site) => planSite(topology, site, outdir)));
}

async function planSite({ sites, files }: Topology, site: TopologySite, outdir: string): Promise<SitePlan> {
  const { bootstrap } = site;
  const folders = bootstrap?.folders ?? [];
  const isHere = bootstrap?.by === 'olm';
  const own = await readFolders(outdir, files, [site.folder], site.objects);
  const before = bootstrap !== undefined && isHere ? await readFolders(outdir, files, folders, bootstrap.objects) : [];
  const stages = [before, own].filter((objects) => objects.length > 0);
  return {
    site,
    stages,
    comingGroups: new Set([...bootstrapGroups(sites, site.cluster.name), ...definedGroups(stages.flat())]),
    elsewhere: isHere ? [] : folders.map((folder) => path.join(outdir, folder)),
  };
}

/** Several sites on a cluster share the bootstrap of one. */
function bootstrapGroups(sites: readonly TopologySite[], cluster: string): readonly string[] {
  return sites
    .filter((site) => site.cluster.name === cluster)
    .flatMap((site) => (site.bootstrap?.operators ?? []).flatMap((id) => operatorsOf(generationOf(site))[id].groups));
}
