// examples/fleet.ts as compiled JavaScript, with edges from a loop, or with `rows` by addFleet. All checks are on: there is no other way.
const {
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
} = require('cdk8s-otel-skupper');
const { HUB, edges, folder } = require('./sites.cjs');

const network = new TelemetryNetwork({ outdir: folder });

const hub = new PublicSite(network, HUB);
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const gateway = new CollectorPipeline(hub, 'gateway', { mode: CollectorMode.deployment({ replicas: 3 }) });
const otlp = otlpReceiver();
gateway.traces().receive(otlp).export(jaeger.exporter());
const ingest = hub.expose(gateway, otlp);

function addEdge({ name }) {
  const edge = new EdgeSite(network, name, { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver(), jaegerReceiver({ thriftCompact: {} }))
    .export(edge.exporterTo(ingest));
  new TraceGenerator(edge, 'myapp', { sendTo: agent });
  return edge;
}

const rows = edges.map((name) => ({ name }));
if (process.argv[4] === 'rows') network.addFleet(rows, addEdge);
else for (const row of rows) addEdge(row);

network.synth();
