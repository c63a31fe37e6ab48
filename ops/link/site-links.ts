import type { ClusterClient } from '../cluster/cluster-client';
import { isTrue, messageOf, nameOf, type KubeObject } from '../cluster/kube-object';
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

/** Waits until all links of a job are up. @throws OperationError if it takes too long */
export async function waitForLinks(client: ClusterClient, job: LinkJob, patience: Patience): Promise<void> {
  const fix =
    "see the site's router and the address of the hub (otel-skupper status). A hub that was made anew has another CA: otel-skupper link --renew";
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
