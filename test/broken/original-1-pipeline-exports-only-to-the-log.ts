// The original's edge pipeline exports to the log alone, though an exporter to the hub is defined.
// finding: exporter/unused edge
// says: an exporter to the address ingest was made and no pipeline exports to it
import { CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'public');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp, { address: 'ingest' });

  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  edge.exporterTo(ingest);
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(debugExporter());
}
