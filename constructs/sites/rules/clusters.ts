import { ENABLED_TYPES_VARIABLE } from '../../access-types';
import type { LocatedFinding } from '../../synth/finding';
import { describeDestination } from '../argo-cd-destination';
import type { Cluster } from '../cluster';
import type { Site } from '../site';

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
  return sites.flatMap(({ access, cluster, node }) =>
    Object.entries(access?.controller ?? {}).flatMap(([variable, value]): LocatedFinding[] => {
      // What is enabled adds up.
      if (variable === ENABLED_TYPES_VARIABLE) return [];
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
    }),
  );
}

/** One cluster is known to Argo CD under one destination, and one destination is one cluster. */
export function destinationsOfClusters(sites: readonly Site[]): LocatedFinding[] {
  const byCluster = new Map<string, { readonly destination: string; readonly path: string }>();
  const byDestination = new Map<string, { readonly cluster: string; readonly path: string }>();
  return sites.flatMap(({ cluster, node: { path } }): LocatedFinding[] => {
    const destination = describeDestination(cluster.argocd);
    const known = byCluster.get(cluster.name);
    const taken = byDestination.get(destination);
    if (known === undefined) byCluster.set(cluster.name, { destination, path });
    if (taken === undefined) byDestination.set(destination, { cluster: cluster.name, path });
    const finding = { rule: 'cluster/destination', path, location: 'cluster' } as const;
    if (known !== undefined && known.destination !== destination) {
      const message = `Argo CD knows the cluster ${cluster.name} as ${destination} here and as ${known.destination} in ${known.path}`;
      return [{ ...finding, message, fix: 'use one Cluster object for both sites, or different names' }];
    }
    if (taken !== undefined && taken.cluster !== cluster.name) {
      const message = `Argo CD would apply the cluster ${cluster.name} to ${destination}, which is the cluster ${taken.cluster} of ${taken.path}`;
      return [{ ...finding, message, fix: 'give each cluster its own destination, or use one Cluster object for both sites' }];
    }
    return [];
  });
}
