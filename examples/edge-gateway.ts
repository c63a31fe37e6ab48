/**
 * All three signals from an edge: a node agent and a sidecar send to the edge's own gateway, which is the only one that
 * sends to the hub. An application that is already a cdk8s-plus workload gets a sidecar by one call.
 */
import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';

import {
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  batchProcessor,
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
ingester.metrics().receive(otlp).process(batchProcessor()).export(debugExporter());
ingester.logs().receive(otlp).process(batchProcessor()).export(debugExporter());
const ingest = hub.expose(ingester, otlp, { address: 'ingest' });

const edge = new EdgeSite(network, 'shop-17', { namespace: 'telemetry', links: [SiteLink.token(hub)] });
const gateway = new CollectorPipeline(edge, 'gateway', { mode: CollectorMode.statefulset({ replicas: 2 }) });
forward(gateway, otlp, edge.exporterTo(ingest));
const toGateway = gateway.exporter(otlp);

const node = new CollectorPipeline(edge, 'node', {
  mode: CollectorMode.daemonset({ tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }] }),
});
forward(node, otlpReceiver(), toGateway);

const sidecar = new CollectorPipeline(edge, 'till', { mode: CollectorMode.sidecar() });
forward(sidecar, otlpReceiver(), toGateway);

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
