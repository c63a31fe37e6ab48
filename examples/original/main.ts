/**
 * The network of the example that this package began with, as one program: Skupper v1, the Jaeger operator, and output in the folders,
 * files and names that its users have in their clusters. docs/migrating.md goes on from here.
 */
import {
  Bootstrap,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
  debugExporter,
  jaegerReceiver,
  otlpReceiver,
  setOutputFile,
} from '../../constructs';

const network = new TelemetryNetwork({ generation: 'legacy' });
const console = { user: 'barney' };

const hub = new PublicSite(network, 'public-site', {
  folder: 'public-cloud',
  namespace: 'linked',
  legacy: { console, routerConsole: true },
});
const jaeger = new JaegerAllInOne(hub, 'jaeger-skupper');
const gateway = new CollectorPipeline(hub, 'otel-collector-app', { mode: CollectorMode.deployment() });
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(debugExporter(), jaeger.exporter());
const ingest = hub.expose(gateway, otlp, { address: 'otel-liked-collector' });

const edge = new EdgeSite(network, 'edge-site', {
  folder: 'private-cloud',
  namespace: 'linked',
  links: [SiteLink.token(hub, { request: 'skupper-site-requested-token' })],
  legacy: { console, routerConsole: true },
});
const agent = new CollectorPipeline(edge, 'sidecar-for-my-app', { mode: CollectorMode.sidecar() });
agent
  .traces()
  .receive(jaegerReceiver({ thriftCompact: {} }), otlpReceiver())
  .export(debugExporter(), edge.exporterTo(ingest));
const app = new TraceGenerator(edge, 'myapp', { sendTo: agent, serviceName: 'frzifus-otel-test', labels: { app: 'myapp' } });

// Where there is no OLM yet, docs/bootstrap.md has the command that installs it.
const operators = new Bootstrap(hub, 'bootstrap', { folder: 'bootstrap' });
new Bootstrap(edge, 'bootstrap', { folder: 'bootstrap-edge' });

// The original's files. What a generation does not have has none.
for (const [construct, file] of [
  [hub.namespaceManifest, '00-ns.yaml'],
  [hub.skupper, '10-interior.yaml'],
  [jaeger, '10-jaeger-all-in-one.yaml'],
  [gateway, '10-otel-collector.yaml'],
  [hub.tokenRequests, '20-skupper-site-server-token.yaml'],
  [edge.namespaceManifest, '00-ns.yaml'],
  [agent, '30-otel-collector.yaml'],
  [app, '40-trace-gen.yaml'],
  [operators.skupperCatalog, 'bootstrap/olm/20-skupper-source.yaml'],
  [operators.tryFindSubscription('certManager'), 'bootstrap/operators/00-cert-manager.yaml'],
  [operators.tryFindSubscription('jaeger'), 'bootstrap/operators/10-jaeger.yaml'],
  [operators.tryFindSubscription('openTelemetry'), 'bootstrap/operators/10-opentelemetry-operator.yaml'],
  [operators.tryFindSubscription('skupper'), 'bootstrap/operators/10-skupper.yaml'],
] as const) {
  if (construct !== undefined) setOutputFile(construct, file);
}

network.synth();
