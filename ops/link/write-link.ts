import * as path from 'node:path';

import type { ClusterClient } from '../cluster/cluster-client';
import type { KubeObject } from '../cluster/kube-object';
import { printManifests, readManifests } from '../manifests';
import { PrivateFiles } from '../private-files';
import type { Patience } from '../wait';
import { directLink, discardCertificate } from './direct';
import { findGranted, obtainGrant } from './grant';
import type { LinkJob } from './link-job';
import type { LinkOptions } from './link-site';
import { waitForHub } from './site-ready';
import { isPending, tokenOf } from './token';

/** A file that a site links with, and whether it was there already. */
export interface WrittenLink {
  readonly outcome: 'there' | 'made';
  readonly file: string;
}

/**
 * Writes what a site links with to a file of its own, for somebody who brings it to the site's cluster. A file that is still good
 * is left as it is.
 *
 * @param folder folder of secrets
 */
export async function writeLink(
  hub: ClusterClient,
  job: LinkJob,
  folder: string,
  options: LinkOptions,
  patience: Patience,
): Promise<WrittenLink> {
  const relative = path.join(job.site.name, `${options.direct ? 'link' : 'token'}-${job.hub.name}.yaml`);
  const file = path.join(folder, relative);
  const files = new PrivateFiles(folder);
  const known = options.renew ? [] : ((readManifests(files.read(relative) ?? '') ?? []) as readonly KubeObject[]);
  const hubSite = await waitForHub(hub, job.hub, patience);
  const isGood = options.direct ? known.length > 0 : isPending(known[0], await findGranted(hub, job));
  if (isGood) return { outcome: 'there', file };
  const objects = options.direct
    ? await directLink(hub, job, hubSite, patience)
    : [tokenOf(job, await obtainGrant(hub, job, options.window, patience))];
  files.write(relative, printManifests(objects));
  if (options.direct) await discardCertificate(hub, job);
  return { outcome: 'made', file };
}
