import type { TopologySite } from '../../../constructs';
import type { ObjectName } from '../../cluster/kube-object';
import { configMapName, V1_NETWORK_STATUS, V1_SITE } from '../../v1/names';

/** What is looked at for a site of Skupper v1 by its name: a list of Secrets would bring those of others. */
export function v1Names(site: TopologySite): readonly ObjectName[] {
  const namespace = site.namespace.name;
  return [
    configMapName(namespace, V1_SITE),
    configMapName(namespace, V1_NETWORK_STATUS),
    ...site.links.map(({ hub }) => tokenName(site, hub)),
  ];
}

/** The Secret that is the link to a hub. */
export function tokenName({ namespace }: TopologySite, hub: string): ObjectName {
  return { apiVersion: 'v1', kind: 'Secret', namespace: namespace.name, name: hub };
}
