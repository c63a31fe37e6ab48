// Containers with ports of the sidecar of their pod: requested by the pod, by its namespace, and over UDP.
// finding: sidecar/port-taken edge/notebook/Resource
// finding: sidecar/port-taken edge/collector/Resource
// finding: sidecar/port-taken edge/collector/Resource
// finding: sidecar/port-taken edge/legacy
// finding: sidecar/port-taken edge/quiet
// says: the container main has the port TCP 8888, and the metrics reader of its sidecar agent listens on this port
// says: the container main has the port TCP 4317, and otlp of its sidecar agent listens on this port
// says: the container proxy has the port TCP 4318, and otlp of its sidecar agent listens on this port
// says: the container app has the port UDP 6831, and jaeger of its sidecar agent listens on this port
// says: the container app has the port TCP 13133, and health_check of its sidecar agent listens on this port
// says: spec.template.spec.containers.0.ports.0
import { ApiObject } from 'cdk8s';
import { Deployment, Protocol } from 'cdk8s-plus-27';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  injectSidecar,
  jaegerReceiver,
  otlpReceiver,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge', { namespace: existingNamespace('telemetry'), networkPolicies: false });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver(), jaegerReceiver({ thriftCompact: {} }))
    .export(debugExporter());
  injectSidecar(new Deployment(edge, 'notebook', { containers: [{ image: 'notebook:1', portNumber: 8888 }] }), agent);
  const own = new Deployment(edge, 'collector', { containers: [{ image: 'collector:1', portNumber: 4317 }] });
  own.addContainer({ name: 'proxy', image: 'proxy:1', ports: [{ number: 4318, protocol: Protocol.TCP }] });
  injectSidecar(own, agent);
  // Their namespace requests the sidecar.
  for (const [name, port] of [
    ['legacy', { containerPort: 6831, protocol: 'UDP' }],
    ['quiet', { containerPort: 13_133 }],
  ] as const) {
    const labels = { app: name };
    const containers = [{ name: 'app', image: 'app:1', ports: [port] }];
    new ApiObject(edge, name, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    });
  }
  new ApiObject(edge, 'own', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'telemetry', annotations: { 'sidecar.opentelemetry.io/inject': 'true' } },
  });
}
