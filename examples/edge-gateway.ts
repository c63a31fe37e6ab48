/**
 * All three signals from an edge, none of them lost: a node agent and a sidecar send to the edge's buffer, which alone sends to the hub
 * and keeps everything on a volume until the hub has it. An application that is already a cdk8s-plus workload gets a sidecar by one call.
 */
import { ApiObject, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  injectSidecar,
  otlpReceiver,
  resourceProcessor,
  type Exporter,
  type Receiver,
} from '../constructs';

/** Sends everything that a receiver takes to one exporter. */
function forward(collector: CollectorPipeline, receiver: Receiver, exporter: Exporter): void {
  collector.traces().receive(receiver).export(exporter);
  collector.metrics().receive(receiver).export(exporter);
  collector.logs().receive(receiver).export(exporter);
}

const network = new TelemetryNetwork();

const hub = new PublicSite(network, 'hub', { namespace: 'telemetry' });
const jaeger = new JaegerAllInOne(hub, 'jaeger');
const ingester = new CollectorPipeline(hub, 'ingester', {
  mode: CollectorMode.deployment({ autoscaler: { minReplicas: 2, maxReplicas: 6 } }),
});
const otlp = otlpReceiver();
ingester
  .traces()
  .receive(otlp)
  .process(
    resourceProcessor({ name: 'origin', attributes: [{ key: 'deployment.environment.name', value: 'production', action: 'insert' }] }),
  )
  .export(jaeger.exporter());
ingester.metrics().receive(otlp).export(debugExporter());
ingester.logs().receive(otlp).export(debugExporter());
const ingest = hub.expose(ingester, otlp, { address: 'ingest' });

const edge = new EdgeSite(network, 'shop-17', {
  namespace: 'telemetry',
  links: [SiteLink.token(hub)],
  buffer: { outage: { lasts: Duration.hours(8), spansPerSecond: 50 } },
});
const toHub = edge.exporterTo(ingest);

const node = new CollectorPipeline(edge, 'node', {
  mode: CollectorMode.daemonset({ tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] }),
});
forward(node, otlpReceiver(), toHub);

const sidecar = new CollectorPipeline(edge, 'till', { mode: CollectorMode.sidecar() });
forward(sidecar, otlpReceiver(), toHub);

const till = new kplus.Deployment(edge, 'till-app', {
  replicas: 1,
  // What PodSecurity `restricted` asks for, which the namespace warns about.
  securityContext: { ensureNonRoot: true, user: 10_001 },
  containers: [
    {
      image: 'registry.example.com/till:4.2.0',
      portNumber: 8080,
      securityContext: { user: 10_001 },
    },
  ],
});
ApiObject.of(till).addJsonPatch(
  JsonPatch.add('/spec/template/spec/securityContext/seccompProfile', { type: 'RuntimeDefault' }),
  JsonPatch.add('/spec/template/spec/containers/0/securityContext/capabilities', { drop: ['ALL'] }),
);
injectSidecar(till, sidecar);
// What it has to have beside its telemetry, only this program knows: customers of the shop's network, and the database.
new kplus.NetworkPolicy(edge, 'till-policy', {
  selector: till,
  ingress: {
    rules: [{ peer: kplus.Namespaces.select(edge, 'shop', { labels: { shop: 'true' } }), ports: [kplus.NetworkPolicyPort.tcp(8080)] }],
  },
  egress: {
    rules: [{ peer: kplus.NetworkPolicyIpBlock.ipv4(edge, 'database', '203.0.113.0/24'), ports: [kplus.NetworkPolicyPort.tcp(5432)] }],
  },
});

network.synth();
