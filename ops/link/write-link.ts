import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import { toYaml, type Json } from '../../constructs/synth/yaml';
import type { ClusterClient } from '../cluster/cluster-client';
import type { KubeObject } from '../cluster/kube-object';
import { writePrivate } from '../private-file';
import type { Patience } from '../wait';
import { directLink, discardCertificate } from './direct';
import { findGranted, obtainGrant } from './grant';
import type { LinkJob } from './link-job';
import type { LinkOptions } from './link-site';
import { waitForHub } from './site-ready';
import { isPending, tokenOf } from './token';

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
): Promise<{ readonly outcome: 'there' | 'made'; readonly file: string }> {
  const relative = path.join(job.site.name, `${options.direct ? 'link' : 'token'}-${job.hub.name}.yaml`);
  const file = path.join(folder, relative);
  const known = options.renew ? [] : readObjects(file);
  const hubSite = await waitForHub(hub, job.hub, patience);
  const isGood = options.direct ? known.length > 0 : isPending(known[0], await findGranted(hub, job));
  if (isGood) return { outcome: 'there', file };
  const objects = options.direct
    ? await directLink(hub, job, hubSite, patience)
    : [tokenOf(job, await obtainGrant(hub, job, options.window, patience))];
  writePrivate(folder, relative, objects.map((object) => toYaml(object as unknown as Json)).join(''));
  if (options.direct) await discardCertificate(hub, job);
  return { outcome: 'made', file };
}

function readObjects(file: string): readonly KubeObject[] {
  if (!existsSync(file)) return [];
  const documents = parseAllDocuments(readFileSync(file, 'utf8'));
  return 'empty' in documents || documents.some(({ errors }) => errors.length > 0)
    ? []
    : documents.map((document) => document.toJS() as KubeObject);
}
