import type { ClusterClient } from '../cluster/cluster-client';
import { isNewer, isTrue, messageOf, nameOf, type KubeObject } from '../cluster/kube-object';
import { knownOr, tryLook } from '../known';
import { OperationError } from '../operation-error';
import { isLinkTo, isMadeBySkupper, tlsCredentialsOf } from '../skupper-names';
import { waitFor, type Patience } from '../wait';
import type { LinkJob } from './link-job';
import { remove } from './remove';
import { isOwn, secretName, SKUPPER_API, skupperName } from '../skupper-object';

/** The links of a job as the cluster of the site has them: one, or one for each router of the hub. */
export async function findLinks(client: ClusterClient, { site, hub, otherHubs }: LinkJob): Promise<readonly KubeObject[]> {
  const links = await client.list(SKUPPER_API, 'Link', { namespace: site.namespace });
  return links.filter(({ metadata: { name } }) => !otherHubs.includes(name) && isLinkTo(hub.name, name));
}

/** Whether a Secret that one of these links names is known to be missing. */
export async function lackSecrets(client: ClusterClient, { site }: LinkJob, links: readonly KubeObject[]): Promise<boolean> {
  // Who may make links need not be allowed to read Secrets.
  const secrets = await Promise.all(
    links.map((link) => tryLook(() => client.find(secretName(site, tlsCredentialsOf(link) ?? link.metadata.name)))),
  );
  return secrets.some((secret) => 'known' in secret && secret.known === undefined);
}

/**
 * Whether links that are down belong to an earlier Site of the hub. A Site that was created again has a new certificate authority,
 * and refuses the certificates of these links.
 */
export async function areOutdated(hub: ClusterClient, job: LinkJob, links: readonly KubeObject[]): Promise<boolean> {
  const down = links.filter((link) => !isTrue(link, 'Ready'));
  if (down.length === 0) return false;
  const hubSite = knownOr(await tryLook(() => hub.find(skupperName('Site', job.hub, job.hub.name))), undefined);
  return hubSite !== undefined && down.some((link) => isNewer(hubSite, link));
}

/** Whether the Secret of an earlier link is older than a token. The controller redeems such a token, and cannot create the link. */
export async function isBlocked(client: ClusterClient, { site, hub }: LinkJob, token: KubeObject): Promise<boolean> {
  const secret = knownOr(await tryLook(() => client.find(secretName(site, hub.name))), undefined);
  return secret !== undefined && isNewer(token, secret);
}

/** Waits until all links of a job are up. @throws OperationError if it takes too long */
export async function waitForLinks(client: ClusterClient, job: LinkJob, patience: Patience): Promise<void> {
  const fix =
    'check the router of the site and the address of the hub with otel-skupper status. If the certificate authority of the hub changed, run otel-skupper link --renew';
  await waitFor(`the link ${job.hub.name}`, fix, patience, async () => {
    const links = await findLinks(client, job);
    const down = links.find((link) => !isTrue(link, 'Ready'));
    if (links.length === 0) return { missing: 'the controller of the site has not made it yet' };
    return down === undefined ? { found: true } : { missing: messageOf(down) };
  });
}

/** Removes what earlier links of a job left: a token cannot make objects that are there, and is spent all the same. */
export async function removeRemains(client: ClusterClient, job: LinkJob, patience: Patience): Promise<void> {
  const links = await findLinks(client, job);
  const names = new Set([job.hub.name, ...links.map((link) => tlsCredentialsOf(link) ?? link.metadata.name)]);
  await remove(client, skupperName('AccessToken', job.site, job.hub.name), patience);
  for (const link of links) await remove(client, nameOf(link), patience);
  for (const name of names) await removeSecret(client, job, name, patience);
}

/** Only what Skupper or an earlier run made. */
async function removeSecret(client: ClusterClient, { site }: LinkJob, name: string, patience: Patience): Promise<void> {
  const secret = knownOr(await tryLook(() => client.find(secretName(site, name))), undefined);
  if (secret === undefined) return;
  if (!isMadeBySkupper(secret) && !isOwn(secret)) {
    const message = `the Secret ${name} in the namespace ${site.namespace} has the name that the link's needs, and is neither Skupper's nor of an earlier run`;
    throw new OperationError('finding', message, 'delete or rename it');
  }
  await remove(client, nameOf(secret), patience);
}
