import type { ClusterClient } from '../../cluster/cluster-client';
import type { KubeObject } from '../../cluster/kube-object';
import { OperationError } from '../../operation-error';
import { secretName } from '../../skupper-object';
import { tokenFault, type TokenFault } from '../../v1/token';
import { TOKEN_REQUEST, TYPE_LABEL } from '../../v1/token-labels';
import { waitFor, type Patience } from '../../wait';
import type { V1Job } from './v1-job';

/** How often a hub is asked for a token once more, in milliseconds: it fills a request in once, with what it knows then. */
const ASK_AGAIN = 5_000;

/**
 * The token that the hub's Skupper fills in for a request: as it is there, or asked for anew. Tokens that were handed out before
 * stay good, so that several sites may share a request.
 *
 * @param hubId id of the hub's site
 * @param isSpent whether a token is not to be taken though nothing is wrong with it
 * @throws OperationError if another Secret has the name, or it takes too long
 */
export async function obtainToken(
  hub: ClusterClient,
  job: V1Job,
  hubId: string,
  isSpent: (token: KubeObject) => boolean,
  patience: Patience,
): Promise<KubeObject> {
  const { request, role } = job;
  const name = secretName(job.hub, request);
  let [asked, why] = [0, ''];
  const ask = async (reason: string): Promise<void> => {
    if (Date.now() - asked < ASK_AGAIN) return;
    // Nothing but the label: all else is the manifests' and the controller's.
    await hub.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: request, namespace: job.hub.namespace, labels: { [TYPE_LABEL]: TOKEN_REQUEST } },
    });
    [asked, why] = [Date.now(), reason];
  };
  const known = await hub.find(name);
  if (known !== undefined && tokenFault(known, { role, hubId }) === undefined && isSpent(known)) await ask('it is asked for anew');
  const fix = `see that Skupper v1's site controller runs on ${job.hub.name} (otel-skupper preflight), and that its router has an address (otel-skupper status)`;
  return waitFor<KubeObject>(`the token of ${job.hub.name} (Secret ${request})`, fix, patience, async () => {
    const secret = await hub.find(name);
    if (secret === undefined) {
      await ask('it was not there, and is asked for');
      return { missing: why };
    }
    const fault = tokenFault(secret, { role, hubId });
    if (fault === undefined) return { found: secret };
    if (fault.kind === 'request') return { missing: why === '' ? fault.found : why };
    refuseForeign(fault, job);
    await ask(fault.found);
    return { missing: fault.found };
  });
}

function refuseForeign({ kind }: TokenFault, { hub, request }: V1Job): void {
  if (kind !== 'foreign') return;
  const message = `the Secret ${request} in the namespace ${hub.namespace} of ${hub.name} has the name of the token request, and is neither one nor a token`;
  throw new OperationError('finding', message, 'delete or rename it, or name the request otherwise: SiteLink.token(hub, { request })');
}
