// Links that the router passes over in silence, and links that lead nowhere good.
// finding: link/endpoints edge/by-hand
// finding: link/endpoints edge/by-hand
// says: the endpoint edge is missing
// says: the port has to be a number from 1 to 65535 in quotes, received "https"
// finding: link/cost-on-edge edge/by-hand
// finding: link/cost-on-edge far
// says: an edge router holds one link at a time
// finding: link/secret-shared edge/database/Resource
// finding: link/host far
// says: carries the address that its cluster reports and a certificate of Skupper's own CA, and the hub's certificate is for hub.example.com
// finding: link/host wrong-name
// says: the link dials other.example.com, and the certificate of the hub named is for hub.example.com
// finding: link/host own-certificate
// finding: link/host away
// says: carries an address within the cluster shared, which is not reached from away
// finding: link/host beyond
// says: the host skupper-router.inside is a Service of the cluster shared, which is not reached from beyond
// finding: link/several-networks lost
// says: the hubs named, inside are not linked to each other
import { ApiObject, JsonPatch } from 'cdk8s';

import { Cluster, EdgeSite, LinkAccess, PublicSite, SiteLink, SkupperConnector } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const named = new PublicSite(network, 'named', { linkAccess: LinkAccess.loadBalancer({ host: 'hub.example.com' }) });
  const cluster = new Cluster('shared');
  const inside = new PublicSite(network, 'inside', { cluster, namespace: 'inside', linkAccess: LinkAccess.local() });
  // From the same cluster it is reached.
  new EdgeSite(network, 'neighbour', { cluster, namespace: 'neighbour', links: [SiteLink.token(inside)] });
  new EdgeSite(network, 'away', { links: [SiteLink.token(inside)] });
  new EdgeSite(network, 'wrong-name', { links: [SiteLink.secret(named, { secret: 'client', host: 'other.example.com' })] });
  const own = LinkAccess.loadBalancer({ host: '203.0.113.7', serverSecret: 'server' });
  new EdgeSite(network, 'own-certificate', { links: [SiteLink.token(new PublicSite(network, 'own', { linkAccess: own }))] });
  new EdgeSite(network, 'beyond', { links: [SiteLink.secret(inside, { secret: 'client' })] });
  new EdgeSite(network, 'far', { links: [SiteLink.token(named, { cost: 5 })] });
  new EdgeSite(network, 'lost', {
    links: [SiteLink.secret(named, { secret: 'client' }), SiteLink.secret(inside, { secret: 'other', host: 'inside.example.com' })],
  });

  const edge = new EdgeSite(network, 'edge');
  new ApiObject(edge, 'by-hand', {
    apiVersion: 'skupper.io/v2alpha1',
    kind: 'Link',
    metadata: { name: 'by-hand' },
    spec: { tlsCredentials: 'client', cost: 2, endpoints: [{ name: 'inter-router', host: 'hub.example.com', port: 'https' }] },
  });
  const database = new SkupperConnector(edge, 'database', { name: 'database', routingKey: 'db', host: 'db.orders.svc', port: 5432 });
  database.manifest.addJsonPatch(JsonPatch.add('/spec/tlsCredentials', 'client'));
}
