// Texts, literals and factories that were not called in the place of certificates.
// error: TS2322 Type 'string' is not assignable to type 'LinkCertificates'
// error: TS2322 is not assignable to type 'LinkCertificates'
// error: TS2561 'issuer' does not exist in type 'LinkCertificates'
// error: TS2345 Argument of type 'EdgeSite' is not assignable to parameter of type 'LinkTarget'
// error: TS2322 Type 'string' is not assignable to type 'LinkCertificates'
// error: TS2353 'secret' does not exist in type 'CertificateLinkOptions'
// error: TS2322 Type '"Ed25519"' is not assignable to type '"ECDSA" | "RSA" | undefined'
// error: TS2353 'duration' does not exist in type 'LinkSecretsOptions'
// error: TS2322 Type 'string' is not assignable to type 'Duration'
import { EdgeSite, LinkAccess, LinkCertificates, PublicSite, SiteLink, TelemetryNetwork } from '../../constructs';

const network = new TelemetryNetwork();
const linkAccess = LinkAccess.loadBalancer({ host: 'hub.example.com' });
new PublicSite(network, 'a', { linkAccess, certificates: 'links' });
new PublicSite(network, 'b', { linkAccess, certificates: LinkCertificates.secrets });
new PublicSite(network, 'c', { linkAccess, certificates: { issuer: 'links' } });
SiteLink.certificates(new EdgeSite(network, 'edge'));
const hub = new PublicSite(network, 'd', { linkAccess, certificates: LinkCertificates.secrets() });
SiteLink.certificates(hub, { certificates: 'links' });
SiteLink.certificates(hub, { secret: 'mine' });
// Routers are known to take keys of these two kinds.
LinkCertificates.issuedBy({ name: 'links' }, { privateKey: { algorithm: 'Ed25519' } });
LinkCertificates.secrets({ duration: '90d' });
LinkCertificates.issuedBy({ name: 'links' }, { duration: '90d' });

// This does compile.
SiteLink.certificates(hub, { certificates: LinkCertificates.issuedBy({ name: 'vault', kind: 'Issuer' }), cost: 2 });
