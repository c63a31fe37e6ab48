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
} from './constructs';

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'public', { namespace: 'telemetry' });
const jaeger = new JaegerAllInOne(hub, 'jaeger-skupper');
const gateway = new CollectorPipeline(hub, 'otel-collector-app', { mode: CollectorMode.deployment({ replicas: 2 }) });
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp, { address: 'otel-linked-collector' });

const edge = new EdgeSite(network, 'edge', { namespace: 'telemetry', links: [SiteLink.token(hub)] });
const agent = new CollectorPipeline(edge, 'sidecar-for-my-app', { mode: CollectorMode.sidecar() });
agent
  .traces()
  .receive(otlpReceiver(), jaegerReceiver({ thriftCompact: {} }))
  .export(edge.exporterTo(ingest));
new TraceGenerator(edge, 'myapp', { sendTo: agent });

network.synth();
