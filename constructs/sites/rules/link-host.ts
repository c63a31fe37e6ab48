import { linkHosts } from '../../skupper/endpoint';
import { ROUTER, SECOND_ROUTER } from '../../skupper/router-access';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { certifiedNames } from '../links/hub-certificates';
import type { LinkTarget, SiteLink } from '../links/link';
import type { Site } from '../site';
import { NETWORK } from './subjects/network';

/** A link must dial a host that is reachable and that the certificate of the hub has. */
export const linkHost = defineRule({
  id: 'link/host',
  severity: 'error',
  subject: NETWORK,
  docs: 'a link leads to an address that is not reached, or that the certificate is not for',
  check: ({ sites }) =>
    sites.flatMap((site) =>
      site.links.flatMap((link) => [...unreachable(site, link), ...withinCluster(site, link), ...notCertified(site, link)]),
    ),
});

/** Names of Services are known only in their own cluster. */
function withinCluster(site: Site, { hub, kind, secretLink }: SiteLink): readonly LocatedFault[] {
  if (hub.cluster.name === site.cluster.name) return [];
  const inside = dialled(secretLink).find((host) => [ROUTER, SECOND_ROUTER].some((router) => host === `${router}.${hub.namespace}`));
  if (inside === undefined) return [];
  const message = `the host ${inside} is a Service of the cluster ${hub.cluster.name}, which is not reached from ${site.cluster.name}`;
  const open = 'open the hub to other clusters by its linkAccess';
  const fix = kind === 'secret' ? `${open}, or give the host at which it is reached: SiteLink.secret(hub, { host })` : open;
  return [hostFault(site, hub, message, fix)];
}

/** A router accepts a link only if its certificate has the host that the link dials. */
function notCertified(site: Site, { hub, secretLink }: SiteLink): readonly LocatedFault[] {
  const { certificates, certificateHosts } = hub.access;
  const certified = certificates === undefined ? certificateHosts : certifiedNames(certificates);
  if (certified === undefined) return [];
  const other = dialled(secretLink).find((host) => !certified.includes(host) && !host.startsWith(ROUTER));
  if (other === undefined) return [];
  const message = `the link dials ${other}, and the certificate of the hub ${hub.siteName} is for ${certified.join(' and ')}`;
  const fix = 'leave the host to the hub: SiteLink.secret(hub, { secret }), or give the hub the host that is dialled';
  return [hostFault(site, hub, message, fix)];
}

/** A token carries the address that the cluster of the hub reports. This address must be reachable, and the certificate must have it. */
function unreachable(site: Site, { hub, kind }: SiteLink): readonly LocatedFault[] {
  const { tokens, hosts, certificates } = hub.access;
  if (kind !== 'token' || tokens === 'anywhere' || (tokens === 'cluster' && hub.cluster.name === site.cluster.name)) return [];
  if (certificates !== undefined) {
    const message = `a token of the hub ${hub.siteName} gives a certificate of Skupper's own CA, and the hub takes those of the CA that it states`;
    return [hostFault(site, hub, message, 'link by its certificates: SiteLink.certificates(hub)')];
  }
  const message =
    tokens === 'cluster'
      ? `a token of the hub ${hub.siteName} carries an address within the cluster ${hub.cluster.name}, which is not reached from ${site.cluster.name}`
      : `a token of the hub ${hub.siteName} carries the address that its cluster reports and a certificate of Skupper's own CA, and the hub's certificate is for ${hosts?.edge ?? 'another host'}, or yours`;
  const fix = site.traits.linksByTokensOnly
    ? 'open the hub to other clusters: LinkAccess.loadBalancer()'
    : 'link by a Secret: SiteLink.secret(hub, { secret }), or leave the host to the cluster: LinkAccess.loadBalancer()';
  return [hostFault(site, hub, message, fix)];
}

function hostFault(site: Site, hub: LinkTarget, message: string, fix: string): LocatedFault {
  return { path: site.node.path, location: `links(${hub.siteName})`, message, fix };
}

/** Returns the hosts that a link dials. A link by token has none. */
function dialled(link: SiteLink['secretLink']): readonly string[] {
  return (link?.hosts ?? []).map(linkHosts).flatMap(({ interRouter, edge }) => [interRouter, edge]);
}
