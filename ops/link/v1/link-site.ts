import * as path from 'node:path';

import type { ClusterClient } from '../../cluster/cluster-client';
import type { KubeObject } from '../../cluster/kube-object';
import { printManifests, readManifests } from '../../manifests';
import { PrivateFiles } from '../../private-files';
import { secretName } from '../../skupper-object';
import { tokenFault } from '../../v1/token';
import type { Patience } from '../../wait';
import type { V1Job } from './v1-job';
import type { LinkEnds, LinkOptions } from '../link-site';
import { remove } from '../remove';
import type { WrittenLink } from '../write-link';
import { waitForNetwork } from './network-link';
import { obtainToken } from './request';
import { waitForV1Hub, waitForV1Site } from './site-ready';
import { findToken, isSameToken, tokenOfSite } from './token';

/**
 * Links a site of Skupper v1 to its hub, where the link is the token: a Secret. Each step looks at what is there first.
 *
 * @returns whether the link was there already, and `unseen` if nobody tells whether it is up
 * @throws OperationError if something is missing after the timeout, or a cluster refuses
 */
export async function linkV1Site(
  { hub, site }: LinkEnds,
  job: V1Job,
  options: LinkOptions,
  patience: Patience,
): Promise<'there' | 'made' | 'unseen'> {
  await waitForV1Site(site, job.site, patience);
  const hubId = await waitForV1Hub(hub, job.hub, patience);
  const known = await findToken(site, job);
  const isKept = isGood(known, job, hubId) && !options.renew;
  if (!isKept) {
    const token = await freshToken(hub, job, hubId, known, options, patience);
    // To Skupper the Secret is the link: the old one goes, and a new one comes.
    if (known !== undefined) await remove(site, secretName(job.site, job.hub.name), patience);
    await site.apply(tokenOfSite(job, token));
    patience.tell('token handed over');
  }
  const seen = await waitForNetwork(site, job, hubId, patience);
  return seen === 'unseen' ? 'unseen' : isKept ? 'there' : 'made';
}

/** Writes the token of a link to a file of its own. One that is still good is left as it is. @param folder folder of secrets */
export async function writeV1Link(
  hub: ClusterClient,
  job: V1Job,
  folder: string,
  options: LinkOptions,
  patience: Patience,
): Promise<WrittenLink> {
  const relative = path.join(job.site.name, `token-${job.hub.name}.yaml`);
  const file = path.join(folder, relative);
  const files = new PrivateFiles(folder);
  const [known] = (readManifests(files.read(relative) ?? '') ?? []) as readonly KubeObject[];
  const hubId = await waitForV1Hub(hub, job.hub, patience);
  if (isGood(known, job, hubId) && !options.renew) return { outcome: 'there', file };
  const token = await freshToken(hub, job, hubId, known, options, patience);
  files.write(relative, printManifests([tokenOfSite(job, token)]));
  return { outcome: 'made', file };
}

/** The token of the hub; with `--renew` another than the known one. */
function freshToken(
  hub: ClusterClient,
  job: V1Job,
  hubId: string,
  known: KubeObject | undefined,
  { renew }: LinkOptions,
  patience: Patience,
): Promise<KubeObject> {
  const fault = known && tokenFault(known, { role: job.role, hubId });
  if (fault !== undefined) patience.tell(`replacing the token of an earlier run: ${fault.found}`);
  // Where nothing is known of the last one, the hub's may be just that.
  return obtainToken(hub, job, hubId, (token) => renew && (known === undefined || isSameToken(known, token)), patience);
}

function isGood(token: KubeObject | undefined, { role }: V1Job, hubId: string): boolean {
  return token !== undefined && tokenFault(token, { role, hubId }) === undefined;
}
