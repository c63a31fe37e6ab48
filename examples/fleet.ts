/** Any number of edges from a list: the same program for one and for a thousand. */
import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  jaegerReceiver,
  otlpReceiver,
} from '../constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub');
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ replicas: 3 }) });
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

for (const city of ['berlin', 'lisbon', 'oslo']) {
  const edge = new EdgeSite(network, city, { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver(), jaegerReceiver({ thriftCompact: {} }))
    .export(edge.exporterTo(ingest));
  new TraceGenerator(edge, 'myapp', { sendTo: agent });
}

network.synth();
