import type { ClusterClient } from '../cluster/cluster-client';
import { isTrue, messageOf, type KubeObject } from '../cluster/kube-object';
import { OperationError } from '../operation-error';
import { waitFor, type Patience } from '../wait';
import type { LinkJob } from './link-job';
import { endpointsOf, type RouterEndpoint } from './site-ready';
import { ownObject, secretName, skupperName } from '../skupper-object';

/** The CA of a site that names none. */
const SITE_CA = 'skupper-site-ca';

/**
 * The Secret and the links that a token would make, made without the grant server: by a certificate that the controller of the hub
 * signs.
 *
 * @param site the hub's Skupper site, which runs
 * @throws OperationError if the certificate is refused, or it takes too long
 */
export async function directLink(hub: ClusterClient, job: LinkJob, site: KubeObject, patience: Patience): Promise<readonly KubeObject[]> {
  const name = certificateName(job);
  const ca = site.status?.['defaultIssuer'];
  await hub.apply(
    ownObject(skupperName('Certificate', job.hub, name), {
      spec: { ca: typeof ca === 'string' && ca !== '' ? ca : SITE_CA, client: true, subject: job.site.name },
    }),
  );
  const fix = 'see the Certificate on the hub, and that its CA is there';
  const data = await waitFor(`the certificate on ${job.hub.name}`, fix, patience, async () => {
    const certificate = await hub.find(skupperName('Certificate', job.hub, name));
    if (certificate === undefined || !isTrue(certificate, 'Ready')) return { missing: certificate ? messageOf(certificate) : 'it is gone' };
    const secret = await hub.find(secretName(job.hub, name));
    const isWhole = ['ca.crt', 'tls.crt', 'tls.key'].every((key) => secret?.data?.[key] !== undefined);
    return isWhole ? { found: secret?.data } : { missing: 'its Secret is not whole yet' };
  });
  const secret = ownObject(secretName(job.site, job.hub.name), { type: 'kubernetes.io/tls', data });
  return [secret, ...linksTo(job, endpointsOf(site))];
}

/** Removes what was made on the hub: the key is for the site alone. */
export async function discardCertificate(hub: ClusterClient, job: LinkJob): Promise<void> {
  const name = certificateName(job);
  await hub.remove(skupperName('Certificate', job.hub, name));
  await hub.remove(secretName(job.hub, name));
}

function certificateName({ site }: LinkJob): string {
  return `link-${site.name}`;
}

/** A link to each router of the hub. */
function linksTo({ site, hub, cost }: LinkJob, endpoints: readonly RouterEndpoint[]): readonly KubeObject[] {
  const groups = [...new Set(endpoints.map(({ group = '' }) => group))].sort();
  return groups.map((group, i) => {
    const own = endpoints.filter((endpoint) => (endpoint.group ?? '') === group);
    const missing = ['inter-router', 'edge'].find((role) => !own.some(({ name }) => name === role));
    if (missing !== undefined) {
      throw new OperationError('finding', `the hub ${hub.name} has no endpoint ${missing}`, 'give its RouterAccess both roles');
    }
    const name = groups.length === 1 ? hub.name : `${hub.name}-${String(i + 1)}`;
    return ownObject(skupperName('Link', site, name), {
      spec: {
        endpoints: own.map(({ name: role, host, port }) => ({ name: role, host, port })),
        tlsCredentials: hub.name,
        ...(cost !== undefined && { cost }),
      },
    });
  });
}
