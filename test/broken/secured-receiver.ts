// A receiver that asks for credentials, under an address that exporters send to without any.
// finding: exporter/receiver-secured edge/agent
// says: sends plain text without credentials to hub/gateway, where otlp asks for TLS or credentials
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const certificate = { name: 'tls', mountPath: '/tls', readOnly: true, source: { secret: { secretName: 'tls' } } };
  const gateway = new CollectorPipeline(hub, 'gateway', { volumes: [certificate] });
  const otlp = otlpReceiver({ grpc: { tls: { certFile: '/tls/tls.crt', keyFile: '/tls/tls.key' } } });
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  new CollectorPipeline(edge, 'agent').traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
}
