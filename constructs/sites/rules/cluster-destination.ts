import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { describeDestination } from '../argo-cd-destination';
import { NETWORK } from './subjects/network';

/** Argo CD knows one cluster as one destination. */
export const clusterDestination = defineRule({
  id: 'cluster/destination',
  severity: 'error',
  subject: NETWORK,
  docs: 'Argo CD knows a cluster as two, or two as one',
  check: ({ sites }) => {
    const byCluster = new Map<string, { readonly destination: string; readonly path: string }>();
    const byDestination = new Map<string, { readonly cluster: string; readonly path: string }>();
    return sites.flatMap(({ cluster, node: { path } }): LocatedFault[] => {
      const destination = describeDestination(cluster.argocd);
      const known = byCluster.get(cluster.name);
      const taken = byDestination.get(destination);
      if (known === undefined) byCluster.set(cluster.name, { destination, path });
      if (taken === undefined) byDestination.set(destination, { cluster: cluster.name, path });
      const fault = { path, location: 'cluster' } as const;
      if (known !== undefined && known.destination !== destination) {
        const message = `Argo CD knows the cluster ${cluster.name} as ${destination} here and as ${known.destination} in ${known.path}`;
        return [{ ...fault, message, fix: 'use one Cluster object for both sites, or different names' }];
      }
      if (taken !== undefined && taken.cluster !== cluster.name) {
        const message = `Argo CD would apply the cluster ${cluster.name} to ${destination}, which is the cluster ${taken.cluster} of ${taken.path}`;
        return [{ ...fault, message, fix: 'give each cluster its own destination, or use one Cluster object for both sites' }];
      }
      return [];
    });
  },
});
