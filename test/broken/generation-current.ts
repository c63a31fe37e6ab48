// What only Skupper v1 has, in a network of Skupper v2; and a link to a hub of Skupper v1 that another program describes.
// finding: generation/unavailable hub
// finding: generation/unavailable edge
// finding: generation/mixed edge
// says: options of a Skupper v1 site were given, and the network is of Skupper v2
// says: a name for the token request on hub was given, and the network is of Skupper v2
// says: the site runs Skupper v2, and the hub old runs Skupper v1: they cannot link
import { EdgeSite, PublicSite, SiteLink, type TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub', { legacy: { console: {} } });
  const old = PublicSite.fromAttributes({
    name: 'old',
    generation: 'legacy',
    cluster: { name: 'old' },
    namespace: { name: 'telemetry' },
    access: { type: 'loadbalancer', tokens: 'anywhere' },
    network: ['old', 'hub'],
    exposes: [],
  });
  new EdgeSite(network, 'edge', { links: [SiteLink.token(hub, { request: 'token' }), SiteLink.token(old)] });
}
