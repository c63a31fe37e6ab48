import type { ClusterClient } from '../cluster/cluster-client';
import { isTrue, messageOf, type KubeObject } from '../cluster/kube-object';
import { OperationError } from '../operation-error';
import { waitFor, type Look, type Patience } from '../wait';

import { SKUPPER_API, skupperName, type SitePlace } from '../skupper-object';

/** Where a router is reached, as the controller of its cluster says. */
export interface RouterEndpoint {
  readonly name?: string;
  readonly host?: string;
  readonly port?: string;
  /** Tells the endpoints of two routers apart. */
  readonly group?: string;
}

/**
 * Waits until the Skupper site of a namespace is there and runs.
 *
 * @throws OperationError if the namespace holds another site, or it takes too long
 */
export function waitForSite(client: ClusterClient, place: SitePlace, patience: Patience): Promise<KubeObject> {
  const fix = `apply the manifests of ${place.name}, and see that Skupper's controller runs there: otel-skupper status`;
  return waitFor(`the site ${place.name}`, fix, patience, () => lookAtSite(client, place));
}

/** Waits until the site of a hub runs and can be linked to. @throws OperationError if it cannot be linked to, or it takes too long */
export function waitForHub(client: ClusterClient, place: SitePlace, patience: Patience): Promise<KubeObject> {
  const fix = 'see why the router has no address: otel-skupper status. A load balancer that stays pending has nobody who gives it one';
  return waitFor(`the hub ${place.name}`, fix, patience, async () => {
    const seen = await lookAtSite(client, place);
    if ('missing' in seen) return seen;
    if (seen.found.spec?.['edge'] === true) {
      throw new OperationError(
        'finding',
        `the site ${place.name} is an edge, which accepts no links`,
        'apply the manifests of the hub anew',
      );
    }
    return endpointsOf(seen.found).length > 0 ? seen : { missing: 'its router has no address yet' };
  });
}

/** The endpoints that links can use. */
export function endpointsOf({ status }: KubeObject): readonly RouterEndpoint[] {
  const endpoints = (status?.['endpoints'] ?? []) as readonly RouterEndpoint[];
  return endpoints.filter(({ name, host }) => (name === 'inter-router' || name === 'edge') && (host ?? '') !== '');
}

async function lookAtSite(client: ClusterClient, place: SitePlace): Promise<Look<KubeObject>> {
  const site = await client.find(skupperName('Site', place, place.name));
  if (site !== undefined) return isTrue(site, 'Ready') ? { found: site } : { missing: messageOf(site) };
  const [other] = await client.list(SKUPPER_API, 'Site', { namespace: place.namespace });
  const where = `the namespace ${place.namespace} of the context ${client.context}`;
  if (other === undefined) return { missing: `it is not in ${where}` };
  const fix = `name the context of its cluster: --context ${place.name}=CONTEXT`;
  throw new OperationError('finding', `${where} holds the Skupper site ${other.metadata.name}, and not ${place.name}`, fix);
}
