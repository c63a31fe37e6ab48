// An edge sends metrics to an address where only traces are received.
// finding: exporter/signal-not-received edge/agent
// says: sends metrics to hub/gateway, where otlp receives traces
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent');
  const exporter = edge.exporterTo(ingest);
  agent.traces().receive(otlpReceiver()).export(exporter);
  agent.metrics().receive(otlpReceiver()).export(exporter);
}
