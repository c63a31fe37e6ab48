import type { ClusterClient } from '../../cluster/cluster-client';
import { isTrue, messageOf, type KubeObject } from '../../cluster/kube-object';
import { OperationError } from '../../operation-error';
import { configMapName, deploymentName, readV1Site, V1_SITE } from '../../v1/names';
import type { SitePlace } from '../../skupper-object';
import { waitFor, type Look, type Patience } from '../../wait';

/**
 * Waits until the Skupper v1 site of a namespace is there and its router runs.
 *
 * @returns the id of the site
 * @throws OperationError if the namespace holds another site, or it takes too long
 */
export function waitForV1Site(client: ClusterClient, place: SitePlace, patience: Patience): Promise<string> {
  return waitFor(`the site ${place.name}`, fixOf(place), patience, () => lookAtSite(client, place));
}

/** Waits until the site of a hub is there and runs. @returns its id @throws OperationError if it is an edge, or it takes too long */
export function waitForV1Hub(client: ClusterClient, place: SitePlace, patience: Patience): Promise<string> {
  return waitFor(`the hub ${place.name}`, fixOf(place), patience, () => lookAtSite(client, place, true));
}

function fixOf({ name }: SitePlace): string {
  return `apply the manifests of ${name}, and see that Skupper v1's site controller runs there: otel-skupper preflight`;
}

async function lookAtSite(client: ClusterClient, place: SitePlace, isHub = false): Promise<Look<string>> {
  const { name, namespace } = place;
  const where = `the namespace ${namespace} of the context ${client.context}`;
  const configMap = await client.find(configMapName(namespace, V1_SITE));
  if (configMap === undefined) return { missing: `it is not in ${where}` };
  const site = readV1Site(configMap);
  if (site.name !== name) {
    const fix = `name the context of its cluster: --context ${name}=CONTEXT`;
    throw new OperationError('finding', `${where} holds the Skupper site ${site.name}, and not ${name}`, fix);
  }
  if (isHub && site.isEdge) {
    throw new OperationError('finding', `the site ${name} is an edge, which accepts no links`, 'apply the manifests of the hub anew');
  }
  const router = await client.find(deploymentName(namespace, 'skupper-router'));
  if (router === undefined) return { missing: 'Skupper has not made its router yet' };
  // With it goes its CA: what is made before is of the old one.
  if (isOfEarlierSite(router, site.id)) return { missing: 'its router is still that of the site before, which was deleted' };
  return isTrue(router, 'Available') ? { found: site.id } : { missing: `its router does not run: ${messageOf(router)}` };
}

function isOfEarlierSite({ metadata: { ownerReferences = [] } }: KubeObject, id: string): boolean {
  return ownerReferences.some((owner) => owner.kind === 'ConfigMap' && owner.name === V1_SITE && owner.uid !== id);
}
