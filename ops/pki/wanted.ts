import type { CertificateSubject, Topology, TopologyLink, TopologySite } from '../../constructs';
import type { OpsFinding } from '../ops-finding';

/** A certificate that the links of a network need. */
export interface WantedCertificate {
  readonly site: string;
  readonly namespace: string;
  readonly secret: string;
  readonly subject: CertificateSubject;
  /** Whether servers show it too; clients always do. */
  readonly server: boolean;
}

/** Hubs that are linked and those who link to them: they have one CA. */
export interface WantedNetwork {
  /** Names of its hubs, sorted. */
  readonly hubs: readonly string[];
  /** The hubs of it that other programs describe: their CA is not for this network to make. */
  readonly elsewhere: readonly string[];
  readonly certificates: readonly WantedCertificate[];
}

/**
 * What a network asks for: the certificates that hubs take from Secrets, and of which CA.
 *
 * @throws Error if a name in it would be no name of a file
 */
export function wantedOf({ sites }: Topology): { readonly networks: readonly WantedNetwork[]; readonly findings: readonly OpsFinding[] } {
  const known = new Map(sites.map((site) => [site.name, site]));
  const networks = new Map<string, { readonly hubs: readonly string[]; readonly certificates: Map<string, WantedCertificate> }>();
  const findings: OpsFinding[] = [];
  const ownerOf = new Map<string, string>();
  const want = (hubs: readonly string[], certificate: WantedCertificate): void => {
    for (const name of [...hubs, certificate.site, certificate.secret]) requireFileName(name);
    const network = hubs.join('\n');
    const secret = `${certificate.site}/${certificate.secret}`;
    const owner = ownerOf.get(secret) ?? network;
    ownerOf.set(secret, owner);
    if (owner !== network) {
      const other = owner.replaceAll('\n', ', ');
      const message = `the Secret ${certificate.secret} is for links to ${hubs.join(', ')} and to ${other}, which are no one network`;
      const fix = 'name another Secret for one: LinkCertificates.secrets({ client })';
      findings.push({ rule: 'pki/secret-shared', severity: 'error', path: certificate.site, message, fix });
      return;
    }
    const { certificates } = networks.get(network) ?? { certificates: new Map<string, WantedCertificate>() };
    networks.set(network, { hubs, certificates });
    const there = certificates.get(secret);
    // That of a server is for clients too.
    if (there?.server !== true) certificates.set(secret, certificate);
  };
  for (const site of sites) {
    const own = serverOf(site);
    if (own !== undefined) want(site.network ?? [site.name], own);
    for (const link of site.links) {
      const hubs = secretsOf(link, known);
      if (hubs !== undefined) want(hubs, clientOf(site, link));
    }
  }
  return {
    networks: [...networks.values()].map(({ hubs, certificates }) => ({
      hubs,
      elsewhere: hubs.filter((hub) => !known.has(hub)),
      certificates: [...certificates.values()],
    })),
    findings,
  };
}

function serverOf({ name, namespace, access }: TopologySite): WantedCertificate | undefined {
  const certificates = access?.certificates;
  if (certificates === undefined || certificates.issued !== undefined) return undefined;
  const { secret, ...subject } = certificates.server;
  return { site: name, namespace: namespace.name, secret, subject, server: true };
}

function clientOf({ name, namespace }: TopologySite, { secret = '' }: TopologyLink): WantedCertificate {
  return { site: name, namespace: namespace.name, secret, subject: { commonName: name }, server: false };
}

/** The hubs of the network that a link leads to, if its certificate comes from a Secret and the CA is of this command. */
function secretsOf({ by, hub, issuer, elsewhere }: TopologyLink, known: ReadonlyMap<string, TopologySite>): readonly string[] | undefined {
  if (by !== 'certificates' || issuer !== undefined) return undefined;
  const site = known.get(hub);
  if (site === undefined) return elsewhere?.network;
  return site.access?.certificates?.issued === undefined ? (site.network ?? [hub]) : undefined;
}

/** The names become those of files, and come out of one. */
function requireFileName(name: string): void {
  if (/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)) return;
  throw new Error(`network.json has the name ${JSON.stringify(name)}, which is none of a site or Secret: synthesize the network anew`);
}
