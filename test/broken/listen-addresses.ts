// Components that listen on the name of a Service, or on a URL.
// finding: component/listen-address hub/gateway/Resource
// finding: component/listen-address hub/gateway/Resource
// finding: component/listen-address hub/gateway/Resource
// finding: component/listen-address hub/gateway/Resource
// finding: component/listen-address edge/agent/Resource
// says: otlp listens on gateway-collector.telemetry.svc:4317, and this host is not an address of its pod
// says: Set 0.0.0.0:4317, or localhost:4317 for the pod only.
// says: zipkin listens on jaeger-query:9411
// says: pprof listens on http://0.0.0.0:1777, which has a scheme
// says: the reader of the own metrics listens on metrics.telemetry.svc:8888
// says: Set localhost:4318.
import { JsonPatch } from 'cdk8s';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  otlpReceiver,
  pprofExtension,
  PublicSite,
  zipkinReceiver,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway
    .traces()
    .receive(otlpReceiver(), zipkinReceiver({ endpoint: 'jaeger-query:9411' }))
    .export(debugExporter());
  gateway.addExtension(pprofExtension({ endpoint: 'http://0.0.0.0:1777' }));
  gateway.manifest.addJsonPatch(
    JsonPatch.replace('/spec/config/receivers/otlp/protocols/grpc/endpoint', 'gateway-collector.telemetry.svc:4317'),
    JsonPatch.replace('/spec/config/service/telemetry/metrics/readers/0/pull/exporter/prometheus/host', 'metrics.telemetry.svc'),
  );
  const agent = new CollectorPipeline(new EdgeSite(network, 'edge'), 'agent', { mode: CollectorMode.sidecar() });
  agent.traces().receive(otlpReceiver()).export(debugExporter());
  agent.manifest.addJsonPatch(JsonPatch.replace('/spec/config/receivers/otlp/protocols/http/endpoint', 'agent:4318'));
}
