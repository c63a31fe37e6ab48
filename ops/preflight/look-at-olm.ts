import type { TopologySite } from '../../constructs';
import type { ClusterClient } from '../cluster/cluster-client';
import { tryLook, type Known } from '../known';
import type { KubeObject } from '../cluster/kube-object';
import type { ClusterLook } from './look-at-cluster';
import type { OlmFacts } from './site-facts';

/** API version of Subscriptions and catalogues. */
const OLM_API = 'operators.coreos.com/v1alpha1';

/** Looks at what OLM makes of the bootstrap of a site; undefined if that is not for OLM. @throws ClusterError if the cluster cannot be asked */
export async function lookAtOlm(client: ClusterClient, cluster: ClusterLook, { bootstrap }: TopologySite): Promise<OlmFacts | undefined> {
  if (bootstrap?.by !== 'olm') return undefined;
  const isServed = (await cluster.served(OLM_API)).some(({ kind }) => kind === 'Subscription');
  if (!isServed) return { isServed, subscriptions: [], groups: new Map() };
  const names = bootstrap.objects.filter(({ apiVersion, kind }) => apiVersion === OLM_API && kind === 'Subscription');
  const subscriptions = await Promise.all(names.map(async (name) => ({ name, seen: await cluster.find(name) })));
  const namespaces = [...new Set(names.map(({ namespace = '' }) => namespace))];
  const groups = await Promise.all(
    namespaces.map(async (namespace): Promise<[string, Known<readonly KubeObject[]>]> => {
      return [namespace, await tryLook(() => client.list('operators.coreos.com/v1', 'OperatorGroup', { namespace }))];
    }),
  );
  return { isServed, subscriptions, groups: new Map(groups) };
}
