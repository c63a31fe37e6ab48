/**
 * Two hubs at fixed addresses that stand in for each other, and edges that link to both: every link by certificates that come as
 * Secrets. `otel-skupper pki` makes them from `network.json`, without a cluster; a secret store may as well.
 */
import {
  CollectorPipeline,
  EdgeSite,
  LinkAccess,
  LinkCertificates,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  failover,
  otlpReceiver,
  type TelemetryAddress,
} from '../constructs';

const network = new TelemetryNetwork();

const otlp = otlpReceiver();
const certificates = LinkCertificates.secrets();

function addGateway(hub: PublicSite): TelemetryAddress {
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlp).export(debugExporter());
  return hub.expose(gateway, otlp, { address: 'ingest' });
}

const east = new PublicSite(network, 'east', { certificates, linkAccess: LinkAccess.loadBalancer({ host: '203.0.113.7' }) });
const west = new PublicSite(network, 'west', {
  certificates,
  linkAccess: LinkAccess.published({ host: 'west.example.com', ports: { interRouter: 443, edge: 8443 } }),
  links: [SiteLink.certificates(east)],
});
const ingest = failover(addGateway(east), addGateway(west));

for (const name of ['boston', 'denver']) {
  const edge = new EdgeSite(network, name, { links: [SiteLink.certificates(east), SiteLink.certificates(west)] });
  new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
}

network.synth();
