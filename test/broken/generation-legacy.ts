// Skupper v1 has neither certificates of one's own nor routes with a domain, several addresses in a listener or another port there, and none
// of the resources of Skupper v2; an address is one by its name, and reached over links alone.
// finding: generation/unavailable hub
// finding: generation/unavailable hub
// finding: generation/unavailable hub
// finding: generation/unavailable hub
// finding: generation/unavailable spare
// finding: generation/unavailable edge
// finding: generation/unavailable edge
// finding: generation/unavailable edge
// finding: generation/unavailable edge/listener/Resource
// finding: address/not-exposed edge/listener/Resource
// finding: address/no-route alone
// says: Skupper v1 does not have a CA of yours
// says: Skupper v1 does not have sizings
// says: Skupper v1 does not have the way in LinkAccess.gateway, or not with the host, domain, ports or annotations that were given
// says: Skupper v1 does not have links by certificates
// says: Skupper v1 does not have a link by a Secret of yours, to the hub hub
// says: Skupper v1 does not have several addresses in one listener (both)
// says: Skupper v1 does not have another port than that of the address other (8080)
// says: Skupper v1 does not have the kind Listener
// says: with Skupper v1 the address other is one with that of hub, which is on port 8080 and not 9090
// says: the address other is exposed by hub, to which no links lead from here
import {
  EdgeSite,
  failover,
  LinkAccess,
  LinkCertificates,
  PublicSite,
  ServiceTarget,
  SiteLink,
  SkupperListener,
  type TelemetryNetwork,
} from '../../constructs';

export const generation = 'legacy';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub', {
    issuer: 'our-ca',
    router: { size: 'large' },
    linkAccess: LinkAccess.gateway({ domain: 'example.com', className: 'contour' }),
    certificates: LinkCertificates.secrets(),
  });
  const spare = new PublicSite(network, 'spare', { links: [SiteLink.token(hub)] });
  const first = hub.expose(ServiceTarget.host('db'), { address: 'first', port: 80 });
  const second = spare.expose(ServiceTarget.host('db'), { address: 'second', port: 80 });
  const other = hub.expose(ServiceTarget.host('web'), { address: 'other', port: 8080 });
  spare.expose(ServiceTarget.host('web'), { address: 'other', port: 9090 });

  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.secret(hub, { secret: 'client', host: 'hub.example.com' })] });
  edge.listenTo(failover(first, second).named('both'));
  edge.listenTo(other, { port: 80 });
  new SkupperListener(edge, 'listener', { host: 'db', port: 80, routingKey: 'db' });

  new EdgeSite(network, 'alone').listenTo(other);
}
