// An edge exports to a hub that it does not link to.
// finding: address/no-route edge/listener-gateway/Resource
// says: to which no links lead from here
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const edge = new EdgeSite(network, 'edge');
  const agent = new CollectorPipeline(edge, 'agent');
  agent
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(hub.expose(gateway, otlp)));
}
