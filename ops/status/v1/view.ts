import type { TopologySite } from '../../../constructs';
import { groupKind } from '../../cluster/group-kind';
import type { ObjectName } from '../../cluster/kube-object';
import { otherSites } from '../../hazards/site-hazards';
import { configMapName, readV1Site, V1_NETWORK_STATUS, V1_SITE } from '../../v1/names';
import { readV1Network } from '../../v1/network';
import type { ObjectStatus, SiteView } from '../network-status';
import { siteObjects, type Grounds } from '../site-objects';
import type { SiteSnapshot } from '../site-snapshot';
import { v1Addresses } from './addresses';
import { v1Links } from './links';
import { v1Site, serviceController } from './site';
import { tokenRequests } from './token-requests';

/** What the cluster of a site of Skupper v1 says of it. */
export function v1View(site: TopologySite, snapshot: SiteSnapshot, grounds: Grounds): SiteView {
  const namespace = site.namespace.name;
  const network = readV1Network(snapshot.tryFind(configMapName(namespace, V1_NETWORK_STATUS)));
  const found = snapshot.tryFind(configMapName(namespace, V1_SITE));
  const own = found && readV1Site(found);
  const controller = serviceController(site, snapshot);
  const requests = tokenRequests(site, snapshot, own?.id);
  const told = new Set([V1_SITE, ...requests.map(({ name }) => name)]);
  const rest = site.objects.filter((object) => !(isOfSkupper(object, namespace) && told.has(object.name)));
  const plain = siteObjects({ ...site, objects: rest }, snapshot, grounds);
  const objects: readonly ObjectStatus[] = [
    ...plain.filter(({ kind }) => kind === 'Namespace'),
    ...v1Site(site, snapshot, grounds),
    ...plain.filter(({ kind }) => kind !== 'Namespace'),
    ...requests,
    ...v1Addresses(site, snapshot, network, grounds.partners),
    ...v1Links(site, snapshot, network, grounds),
  ];
  return {
    ...(controller && { controller }),
    ...(network !== undefined && network.sites.length > 0 && { sitesInNetwork: network.sites.length }),
    objects,
    faults: own === undefined ? [] : otherSites(site, [own.name]),
  };
}

function isOfSkupper({ apiVersion, kind, namespace }: ObjectName, own: string): boolean {
  return namespace === own && ['ConfigMap', 'Secret'].includes(groupKind(apiVersion, kind));
}
