// An address has the name of a Service that a collector of the edge has already.
// finding: listener/host-taken edge/listener-agent-collector/Resource
// finding: exporter/loop edge/agent/Resource
// says: the namespace has a Service agent-collector already, from edge/agent/Resource
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp, { address: 'agent-collector' });
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent');
  agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
}
