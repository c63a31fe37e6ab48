// Links by certificates that lead nowhere, and Secrets that two would make.
// finding: link/host by-token
// says: a token of the hub gated gives a certificate of Skupper's own CA, and the hub takes those of the CA that it states
// says: SiteLink.certificates(hub)
// finding: link/host away
// says: the host skupper-router.inside is a Service of the cluster shared, which is not reached from away
// finding: certificate/secret-taken doubled/by-issuer
// says: the Secret skupper-router-server is made for doubled/router-access/Resource already
// finding: certificate/secret-taken doubled/by-skupper/Resource
// finding: link/secret-shared both/database/Resource
// finding: link/several-networks both
import { JsonPatch } from 'cdk8s';

import {
  Cluster,
  EdgeSite,
  LinkAccess,
  LinkCertificates,
  Platform,
  PublicSite,
  SiteLink,
  SkupperCertificate,
  SkupperConnector,
} from '../../constructs';
import { Certificate } from '../../imports/cert-manager.io';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const certificates = LinkCertificates.issuedBy({ name: 'links' }, { client: 'links-client' });
  const named = new PublicSite(network, 'named', { certificates, linkAccess: LinkAccess.loadBalancer({ host: 'hub.example.com' }) });
  const cluster = new Cluster('shared');
  const inside = new PublicSite(network, 'inside', { certificates, cluster, namespace: 'inside', linkAccess: LinkAccess.local() });

  // Its tokens would be good anywhere, were it not for its certificates.
  const gated = new PublicSite(network, 'gated', { certificates, linkAccess: LinkAccess.contour({ domain: 'apps.example.com' }) });
  new EdgeSite(network, 'by-token', { links: [SiteLink.token(gated)] });
  new EdgeSite(network, 'away', { links: [SiteLink.certificates(inside)] });
  const both = new EdgeSite(network, 'both', {
    cluster,
    namespace: 'both',
    links: [SiteLink.certificates(named), SiteLink.certificates(inside)],
  });
  const database = new SkupperConnector(both, 'database', { name: 'database', routingKey: 'db', host: 'db.orders.svc', port: 5432 });
  database.manifest.addJsonPatch(JsonPatch.add('/spec/tlsCredentials', 'links-client'));

  // Skupper's certificate of the router, and two more of the same Secret.
  const domain = LinkAccess.route({ domain: 'apps.example.com' });
  const openshift = new Cluster('openshift', { platform: Platform.OPENSHIFT });
  const doubled = new PublicSite(network, 'doubled', { cluster: openshift, linkAccess: domain });
  new Certificate(doubled, 'by-issuer', {
    metadata: { name: 'mine' },
    spec: { secretName: 'skupper-router-server', issuerRef: { name: 'links' }, commonName: 'skupper-router' },
  });
  new SkupperCertificate(doubled, 'by-skupper', { name: 'skupper-router-server', subject: 'skupper-router' });
}
