/** A hub for every way in, one beside the other: what each takes in the cluster, and what a link by Secret knows of it. */
import { Cluster, EdgeSite, LinkAccess, Platform, PublicSite, SiteLink, TelemetryNetwork, type PublicSiteProps } from '../constructs';

const network = new TelemetryNetwork();
const domain = 'links.example.com';
const openshift = { cluster: new Cluster('ocp', { platform: Platform.OPENSHIFT }) };

const hubs: Readonly<Record<string, PublicSiteProps>> = {
  balanced: { linkAccess: LinkAccess.loadBalancer() },
  'balanced-by-name': { linkAccess: LinkAccess.loadBalancer({ host: 'hub.example.com' }) },
  'balanced-with-own-certificate': { linkAccess: LinkAccess.loadBalancer({ host: 'hub.example.com', serverSecret: 'hub-server' }) },
  'balanced-with-own-ca': { linkAccess: LinkAccess.loadBalancer(), issuer: 'telemetry-ca' },
  routed: { ...openshift, namespace: 'routed' },
  'routed-by-domain': { ...openshift, namespace: 'routed-by-domain', linkAccess: LinkAccess.route({ domain }), ha: true },
  'on-nodes': { linkAccess: LinkAccess.nodePort({ host: '172.18.0.2' }) },
  'on-fixed-ports': { linkAccess: LinkAccess.nodePort({ host: '172.18.0.2', ports: { interRouter: 30_671, edge: 30_672 } }) },
  'behind-nginx': { linkAccess: LinkAccess.ingressNginx({ domain }) },
  'behind-an-ingress': { linkAccess: LinkAccess.ingress({ domain, className: 'haproxy' }) },
  'behind-a-gateway': { linkAccess: LinkAccess.gateway({ domain, className: 'envoy' }), ha: true },
  'behind-contour': { linkAccess: LinkAccess.contour({ domain }) },
  published: { linkAccess: LinkAccess.published({ host: 'hub.example.com', ports: { interRouter: 443, edge: 8443 } }) },
};

for (const [name, props] of Object.entries(hubs)) {
  const hub = new PublicSite(network, name, props);
  const isKnown = hub.access.hosts !== undefined && hub.access.ports !== undefined;
  const link = isKnown ? SiteLink.secret(hub, { secret: 'edge-client' }) : SiteLink.token(hub);
  new EdgeSite(network, `${name}-edge`, { links: [link] });
}

// From within the cluster alone: the edge is in another namespace of it.
const cluster = new Cluster('shared');
const inside = new PublicSite(network, 'inside', { cluster, linkAccess: LinkAccess.local() });
new EdgeSite(network, 'inside-edge', { cluster, namespace: 'other', links: [SiteLink.token(inside)] });

network.synth();
