import type { ClusterClient } from '../../cluster/cluster-client';
import type { KubeObject } from '../../cluster/kube-object';
import { OperationError } from '../../operation-error';
import { ownObject, secretName } from '../../skupper-object';
import { tokenFault } from '../../v1/token';
import { TOKEN, TOKEN_ANNOTATIONS, TOKEN_KEYS, TYPE_LABEL } from '../../v1/token-labels';
import type { V1Job } from './v1-job';

const COST = 'skupper.io/cost';

/** The token as the site takes it: what Skupper reads of the hub's, and nothing else of that object. It is a secret. */
export function tokenOfSite({ site, hub, cost }: V1Job, { metadata, data = {} }: KubeObject): KubeObject {
  const token = ownObject(secretName(site, hub.name), { type: 'Opaque' });
  const annotations = TOKEN_ANNOTATIONS.flatMap((key) => {
    const value = metadata.annotations?.[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return {
    ...token,
    metadata: {
      ...token.metadata,
      labels: { ...token.metadata.labels, [TYPE_LABEL]: TOKEN },
      annotations: { ...Object.fromEntries(annotations), ...(cost !== undefined && { [COST]: String(cost) }) },
    },
    data: Object.fromEntries(TOKEN_KEYS.map((key) => [key, data[key] ?? ''])),
  };
}

/** The token of a job that its site has. @throws OperationError if another Secret has its name */
export async function findToken(client: ClusterClient, { site, hub, role }: V1Job): Promise<KubeObject | undefined> {
  const found = await client.find(secretName(site, hub.name));
  const kind = found && tokenFault(found, { role })?.kind;
  // A request is for a token of this site.
  if (kind !== 'foreign' && kind !== 'request') return found;
  const message = `the Secret ${hub.name} in the namespace ${site.namespace} has the name that the link's needs, and is no token of Skupper's`;
  throw new OperationError('finding', message, 'delete or rename it');
}

/** Whether two tokens have one certificate. */
export function isSameToken(one: KubeObject, other: KubeObject): boolean {
  return one.data?.['tls.crt'] === other.data?.['tls.crt'];
}
