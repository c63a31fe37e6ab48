// An edge exports straight to the hub's Jaeger, and to the listener of another edge.
// finding: exporter/other-cluster edge/agent
// finding: exporter/other-cluster edge/agent
// finding: generator/other-cluster edge/myapp
import {
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  JaegerAllInOne,
  otlpReceiver,
  PublicSite,
  SiteLink,
  TraceGenerator,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const jaeger = new JaegerAllInOne(hub, 'jaeger');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  const other = new EdgeSite(network, 'other', { links: [SiteLink.token(hub)] });
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent');
  agent.traces().receive(otlpReceiver()).export(jaeger.exporter(), other.exporterTo(ingest));
  new CollectorPipeline(other, 'user').traces().receive(otlpReceiver()).export(other.exporterTo(ingest));
  new TraceGenerator(edge, 'myapp', { sendTo: gateway });
}
