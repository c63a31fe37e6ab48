import { defineRule, type LocatedFault } from '../../synth/define-rule';
import type { Cluster } from '../cluster';
import { NETWORK } from './subjects/network';

/** Clusters of one name are one cluster, which runs one platform. */
export const clusterPlatform = defineRule({
  id: 'cluster/platform',
  severity: 'error',
  subject: NETWORK,
  docs: 'one cluster is said to run two platforms',
  check: ({ sites }) => {
    const first = new Map<string, { readonly cluster: Cluster; readonly path: string }>();
    return sites.flatMap(({ cluster, node: { path } }): LocatedFault[] => {
      const known = first.get(cluster.name);
      if (known === undefined) first.set(cluster.name, { cluster, path });
      if (known === undefined || known.cluster.platform === cluster.platform) return [];
      return [
        {
          path,
          location: 'cluster',
          message: `the cluster ${cluster.name} runs ${cluster.platform} here and ${known.cluster.platform} in ${known.path}`,
          fix: 'use one Cluster object for both sites, or different names',
        },
      ];
    });
  },
});
