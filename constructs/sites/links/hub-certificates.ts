import { isAddress, isHost, type LinkHosts } from '../../skupper/endpoint';
import type { LinkAccess } from '../../skupper/link-access';
import { ROUTER, SECOND_ROUTER } from '../../skupper/router-access';
import { isSecretName } from '../../skupper/secret-name';
import { ArgumentError } from '../../synth/argument';
import { record } from '../../synth/record';
import type { CertificateSubject, IssuedBy } from './issued-certificate';
import type { LinkCertificates } from './link-certificates';

/** The certificates by which links to a hub are made. It has no secret in it. */
export interface HubCertificates {
  /** That of the hub's routers: the Secret in the hub's namespace, and whom it is for. */
  readonly server: CertificateSubject & { readonly secret: string };
  /** Those of the sites that link: the Secret in the namespace of each. The common name is that of the site. */
  readonly client: { readonly secret: string };
  /** How cert-manager makes them; left out where something else puts the Secrets there. */
  readonly issued?: IssuedBy;
}

/** What the certificates of a hub depend on. */
export interface CertifiedHub {
  readonly siteName: string;
  readonly namespace: string;
  readonly linkAccess: LinkAccess;
  readonly ha: boolean;
  /** CA of Skupper's own certificates. */
  readonly issuer: string | undefined;
}

/**
 * What the certificates of a hub have to be.
 *
 * @param place path of the hub
 * @throws ArgumentError if the hosts are not known, are more addresses than one, or another prop names the certificate too
 */
export function certificatesOf(place: string, certificates: LinkCertificates, hub: CertifiedHub): HubCertificates {
  const { siteName, namespace, linkAccess, ha, issuer } = hub;
  const refuse = (what: string, asked: string, fix: string): never => {
    throw new ArgumentError(place, what, asked, fix);
  };
  if (linkAccess.plan.serverSecret !== undefined) {
    refuse('certificates', 'the Secret of the server is named by linkAccess too', 'name it here: LinkCertificates.secrets({ server })');
  }
  if (issuer !== undefined) {
    refuse('issuer', "is the CA of Skupper's own certificates, and links are made by others here", 'leave out issuer, or certificates');
  }
  const routers = ha ? [ROUTER, SECOND_ROUTER] : [ROUTER];
  const hosts = hostsOf(linkAccess, namespace, routers);
  if (hosts.length === 0 || linkAccess.ports === undefined) {
    const asked = `where the hub is reached is known to its cluster alone, by ${linkAccess.place}`;
    refuse('certificates', asked, 'say it beforehand, for example LinkAccess.loadBalancer({ host }), or link by token');
  }
  const addresses = hosts.filter(isAddress);
  if (addresses.length > 1) {
    const asked = `routers look for an address in the common name, which is one, and the hosts are ${addresses.join(' and ')}`;
    refuse('linkAccess', asked, 'give DNS names');
  }
  const [address] = addresses;
  const inside = routers.flatMap((router) => [router, `${router}.${namespace}`]);
  return {
    server: {
      secret: certificates.server,
      // Routers look at DNS names and the common name, also for an address; everything else looks at IP addresses for one.
      commonName: address ?? ROUTER,
      dnsNames: [...new Set([...hosts.filter((host) => !isAddress(host)), ...inside])],
      ...(address !== undefined && { ipAddresses: [address] }),
    },
    client: { secret: certificates.client ?? `link-${siteName}-client` },
    ...(certificates.issued && { issued: certificates.issued }),
  };
}

/** The names and addresses that a router which shows this certificate is taken for. */
export function certifiedNames({ server: { commonName, dnsNames = [] } }: HubCertificates): readonly string[] {
  return [...new Set([...(isAddress(commonName) ? [commonName] : []), ...dnsNames])];
}

/** Whether what was read from a file are certificates of a hub. */
export function isHubCertificates(value: unknown): boolean {
  const { server, client, issued } = record(value);
  const { secret, commonName, dnsNames, ipAddresses } = record(server);
  const isHosts = (hosts: unknown): boolean => Array.isArray(hosts) && hosts.every((host) => typeof host === 'string' && isHost(host));
  return (
    isSecretName(secret) &&
    isSecretName(record(client)['secret']) &&
    typeof commonName === 'string' &&
    isHost(commonName) &&
    isHosts(dnsNames) &&
    (ipAddresses === undefined || isHosts(ipAddresses)) &&
    (issued === undefined || isIssued(issued))
  );
}

function isIssued(value: unknown): boolean {
  const { issuerRef, duration, renewBefore, privateKey } = record(value);
  const { algorithm, size, rotationPolicy } = record(privateKey);
  const isText = (text: unknown): boolean => typeof text === 'string' && text !== '';
  return (
    [record(issuerRef)['name'], record(issuerRef)['kind'], record(issuerRef)['group'], duration, renewBefore].every(isText) &&
    (algorithm === 'ECDSA' || algorithm === 'RSA') &&
    Number.isInteger(size) &&
    (rotationPolicy === 'Always' || rotationPolicy === 'Never')
  );
}

function hostsOf(linkAccess: LinkAccess, namespace: string, routers: readonly string[]): readonly string[] {
  const hosts = routers.map((router): LinkHosts | undefined => linkAccess.plan.hosts?.(namespace, router));
  return [...new Set(hosts.flatMap((found) => (found === undefined ? [] : [found.interRouter, found.edge])))];
}
