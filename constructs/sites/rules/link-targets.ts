import type { LocatedFinding } from '../../synth/finding';
import { linkHosts } from '../../skupper/endpoint';
import { ROUTER, SECOND_ROUTER } from '../../skupper/router-access';
import { certifiedNames } from '../links/hub-certificates';
import type { HubNetworks } from '../links/hub-networks';
import type { LinkTarget, SiteLink } from '../links/link';
import type { Site } from '../site';
import { edgeCost } from './links';

/** What the links of sites lead to. */
export function linkTargets(sites: readonly Site[], networks: HubNetworks): readonly LocatedFinding[] {
  return sites.flatMap((site) => [
    ...site.links.flatMap((link) => [
      ...unreachable(site, link),
      ...withinCluster(site, link),
      ...notCertified(site, link),
      ...withCost(site, link),
    ]),
    ...(site.role === 'edge' ? severalNetworks(site, networks) : []),
  ]);
}

/** Names of Services are known in their own cluster alone. */
function withinCluster(site: Site, { hub, kind, secretLink }: SiteLink): readonly LocatedFinding[] {
  if (hub.cluster.name === site.cluster.name) return [];
  const inside = dialled(secretLink).find((host) => [ROUTER, SECOND_ROUTER].some((router) => host === `${router}.${hub.namespace}`));
  if (inside === undefined) return [];
  const message = `the host ${inside} is a Service of the cluster ${hub.cluster.name}, which is not reached from ${site.cluster.name}`;
  const open = 'open the hub to other clusters by its linkAccess';
  const fix = kind === 'secret' ? `${open}, or give the host at which it is reached: SiteLink.secret(hub, { host })` : open;
  return [hostFinding(site, hub, message, fix)];
}

/** A router is taken for what its certificate says. */
function notCertified(site: Site, { hub, secretLink }: SiteLink): readonly LocatedFinding[] {
  const { certificates, certificateHosts } = hub.access;
  const certified = certificates === undefined ? certificateHosts : certifiedNames(certificates);
  if (certified === undefined) return [];
  const other = dialled(secretLink).find((host) => !certified.includes(host) && !host.startsWith(ROUTER));
  if (other === undefined) return [];
  const message = `the link dials ${other}, and the certificate of the hub ${hub.siteName} is for ${certified.join(' and ')}`;
  const fix = 'leave the host to the hub: SiteLink.secret(hub, { secret }), or give the hub the host that is dialled';
  return [hostFinding(site, hub, message, fix)];
}

/** A token carries the address that the hub's cluster reports: it has to be one that is reached and that the certificate has. */
function unreachable(site: Site, { hub, kind }: SiteLink): readonly LocatedFinding[] {
  const { tokens, hosts, certificates } = hub.access;
  if (kind !== 'token' || tokens === 'anywhere' || (tokens === 'cluster' && hub.cluster.name === site.cluster.name)) return [];
  if (certificates !== undefined) {
    const message = `a token of the hub ${hub.siteName} gives a certificate of Skupper's own CA, and the hub takes those of the CA that it states`;
    return [hostFinding(site, hub, message, 'link by its certificates: SiteLink.certificates(hub)')];
  }
  const message =
    tokens === 'cluster'
      ? `a token of the hub ${hub.siteName} carries an address within the cluster ${hub.cluster.name}, which is not reached from ${site.cluster.name}`
      : `a token of the hub ${hub.siteName} carries the address that its cluster reports and a certificate of Skupper's own CA, and the hub's certificate is for ${hosts?.edge ?? 'another host'}, or yours`;
  const fix = site.traits.linksByTokensOnly
    ? 'open the hub to other clusters: LinkAccess.loadBalancer()'
    : 'link by a Secret: SiteLink.secret(hub, { secret }), or leave the host to the cluster: LinkAccess.loadBalancer()';
  return [hostFinding(site, hub, message, fix)];
}

function hostFinding(site: Site, hub: LinkTarget, message: string, fix: string): LocatedFinding {
  return { rule: 'link/host', path: site.node.path, location: `links(${hub.siteName})`, message, fix };
}

/** The hosts that a link dials which is not by token. */
function dialled(link: SiteLink['secretLink']): readonly string[] {
  return (link?.hosts ?? []).map(linkHosts).flatMap(({ interRouter, edge }) => [interRouter, edge]);
}

function withCost(site: Site, { hub, kind, cost }: SiteLink): readonly LocatedFinding[] {
  // Of others the resource itself tells.
  return cost === undefined || kind !== 'token' || site.role === 'hub' ? [] : [edgeCost(site.node.path, `links(${hub.siteName})`)];
}

/** Which of its links an edge holds is chance to the program: addresses of one network are not there in another. */
function severalNetworks(site: Site, networks: HubNetworks): readonly LocatedFinding[] {
  if (networks.of(site.siteName).size < 2) return [];
  const hubs = site.links.map(({ hub }) => hub.siteName).join(', ');
  return [
    {
      rule: 'link/several-networks',
      path: site.node.path,
      location: 'links',
      message: `the hubs ${hubs} are not linked to each other, and an edge is in the network of one of them at a time`,
      fix: 'link the hubs: new PublicSite(…, { links: [SiteLink.token(other)] }), or link the edge to one of them',
    },
  ];
}
