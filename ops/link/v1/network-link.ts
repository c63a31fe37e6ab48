import type { ClusterClient } from '../../cluster/cluster-client';
import { configMapName, V1_NETWORK_STATUS } from '../../v1/names';
import { hasSite, readV1Network } from '../../v1/network';
import { waitFor, type Patience } from '../../wait';
import type { V1Job } from './v1-job';

/** How long a router that has just started may take until it tells of its network, in milliseconds. */
const FIRST_WORD = 15_000;

/**
 * Waits until the routers of a site see its hub.
 *
 * @returns `unseen` if they do not tell: those before Skupper 1.5
 * @throws OperationError if it takes too long
 */
export function waitForNetwork(client: ClusterClient, { site, hub }: V1Job, hubId: string, patience: Patience): Promise<'up' | 'unseen'> {
  const fix =
    "see the site's router and the address of the hub (otel-skupper status). A hub whose address changed: otel-skupper link --renew";
  const silentUntil = Date.now() + Math.min(FIRST_WORD, patience.timeout / 2);
  return waitFor<'up' | 'unseen'>(`the link ${hub.name}`, fix, patience, async () => {
    const network = readV1Network(await client.find(configMapName(site.namespace, V1_NETWORK_STATUS)));
    if (network === undefined) {
      const missing = `the router tells nothing of its network yet (ConfigMap ${V1_NETWORK_STATUS})`;
      return Date.now() >= silentUntil ? { found: 'unseen' } : { missing };
    }
    return hasSite(network, hub.name, hubId) ? { found: 'up' } : { missing: `the router does not see ${hub.name} yet` };
  });
}
