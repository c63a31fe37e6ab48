/**
 * Links by certificates that cert-manager issues and renews: everything is in the manifests, and there is nothing to run. The hub has
 * two routers with hosts of their own; the issuer has another name in the cluster of one edge.
 */
import { Duration } from 'cdk8s';

import {
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  LinkCertificates,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub', {
  ha: true,
  linkAccess: LinkAccess.gateway({ domain: 'links.example.com', className: 'envoy' }),
  // An issuer that both clusters reach, for example of Vault. Whoever has a certificate of it may link.
  certificates: LinkCertificates.issuedBy({ name: 'telemetry-links' }, { duration: Duration.days(30) }),
});
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway');
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

const links = {
  berlin: SiteLink.certificates(hub),
  oslo: SiteLink.certificates(hub, { certificates: LinkCertificates.issuedBy({ name: 'vault', kind: 'Issuer' }) }),
};
for (const [name, link] of Object.entries(links)) {
  const edge = new EdgeSite(network, name, { links: [link] });
  new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
}

network.synth();
