import type { LocatedFinding } from '../../synth/finding';
import { outermostChart } from '../../synth/inventory';
import { TOPOLOGY_FILE } from '../../synth/layout';
import type { Cluster } from '../cluster';
import type { HubAccess } from '../hub-attributes';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** A site's name is its folder of the output: nothing else may write there. */
export function folderTaken(sites: readonly Site[]): NetworkRule {
  const first = new Map<string, string>([[TOPOLOGY_FILE, TOPOLOGY_FILE]]);
  const reported = new Set<string>();
  const found: LocatedFinding[] = [];
  const claim = (folder: string, path: string): void => {
    const known = first.get(folder);
    if (known === undefined) first.set(folder, path);
    else if (known !== path && !reported.has(path)) {
      reported.add(path);
      found.push({
        rule: 'site/name-taken',
        path,
        message: `the folder ${folder} of the output belongs to ${known} already`,
        fix: 'give one of them another id',
      });
    }
  };
  for (const site of sites) claim(site.siteName, site.node.path);
  return {
    see: ({ object, folder, placement }) => {
      if (placement === undefined) claim(folder, outermostChart(object).node.path);
    },
    findings: () => found,
  };
}

/** Clusters of one name are one cluster, and so run one platform. */
export function clusterPlatforms(sites: readonly Site[]): LocatedFinding[] {
  const first = new Map<string, { readonly cluster: Cluster; readonly path: string }>();
  return sites.flatMap(({ cluster, node: { path } }): LocatedFinding[] => {
    const known = first.get(cluster.name);
    if (known === undefined) first.set(cluster.name, { cluster, path });
    if (known === undefined || known.cluster.platform === cluster.platform) return [];
    return [
      {
        rule: 'cluster/platform',
        path,
        location: 'cluster',
        message: `the cluster ${cluster.name} runs ${cluster.platform} here and ${known.cluster.platform} in ${known.path}`,
        fix: 'use one Cluster object for both sites, or different names',
      },
    ];
  });
}

/** A cluster has one Skupper controller, which is told one thing of each kind. */
export function controllersOfClusters(sites: readonly Site[]): LocatedFinding[] {
  const told = new Map<string, { readonly value: string; readonly path: string }>();
  return sites.flatMap((site): LocatedFinding[] => {
    const { access, cluster, node } = site as Site & { readonly access?: HubAccess };
    return Object.entries(access?.controller ?? {}).flatMap(([variable, value]): LocatedFinding[] => {
      // What is enabled adds up.
      if (variable === 'SKUPPER_ENABLED_ACCESS_TYPES') return [];
      const key = `${cluster.name}\n${variable}`;
      const known = told.get(key);
      if (known === undefined) told.set(key, { value, path: node.path });
      if (known === undefined || known.value === value) return [];
      return [
        {
          rule: 'cluster/controller',
          path: node.path,
          location: 'linkAccess',
          message: `the controller of the cluster ${cluster.name} would need ${variable}=${value} here and ${known.value} for ${known.path}`,
          fix: 'give hubs of one cluster the same domain, class and port, or put them on different clusters',
        },
      ];
    });
  });
}
