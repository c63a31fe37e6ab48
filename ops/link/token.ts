import type { ClusterClient } from '../cluster/cluster-client';
import type { KubeObject } from '../cluster/kube-object';
import { OperationError } from '../operation-error';
import { waitFor, type Patience } from '../wait';
import { findGranted, type GrantedAccess } from './grant';
import type { LinkJob } from './link-job';
import { ownObject, skupperName } from '../skupper-object';

/** The token of a link. It is a secret. */
export function tokenOf(job: LinkJob, { url, code, ca }: GrantedAccess): KubeObject {
  const { site, hub, cost } = job;
  return ownObject(skupperName('AccessToken', site, hub.name), {
    spec: { url, code, ca, ...(cost !== undefined && { linkCost: cost }) },
  });
}

/** Whether a token that is there is on its way: not spent, and for the grant that can be redeemed. */
export function isPending(token: KubeObject | undefined, granted: GrantedAccess | undefined): boolean {
  if (token === undefined || granted === undefined || token.status?.['redeemed'] === true) return false;
  return token.spec?.['url'] === granted.url && token.spec['code'] === granted.code;
}

/**
 * Waits until the controller of the site has redeemed its token.
 *
 * @throws OperationError if the grant died meanwhile, or it takes too long
 */
export async function waitForRedemption(site: ClusterClient, hub: ClusterClient, job: LinkJob, patience: Patience): Promise<void> {
  const name = skupperName('AccessToken', job.site, job.hub.name);
  const fix = 'see that the cluster of the site reaches the grant server of the hub; where it cannot: otel-skupper link --direct';
  await waitFor(`the redemption of the token on ${job.site.name}`, fix, patience, async () => {
    const token = await site.find(name);
    if (token === undefined) throw new OperationError('finding', `somebody deleted the AccessToken ${name.name}`, 'run it again');
    const { redeemed, message = '' } = token.status ?? {};
    if (redeemed === true) return { found: true };
    if (token.status?.status === 'Error' && !isPending(token, await findGranted(hub, job))) {
      throw new OperationError(
        'finding',
        `the token was refused: ${message}; its grant is spent or expired`,
        'run it again: it makes another grant',
      );
    }
    return { missing: message === '' ? 'the controller of the site has not taken it yet' : message };
  });
}
