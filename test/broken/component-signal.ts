// Components in pipelines of a signal that they do not carry, which only a patch can do.
// finding: component/signal hub/gateway/Resource
// finding: component/signal hub/gateway/Resource
// says: the receiver jaeger is in a pipeline of metrics and carries traces
// says: the exporter load_balancing is in a pipeline of metrics and carries traces, logs, and metrics only in development
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, debugExporter, jaegerReceiver, loadBalancingExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  const balanced = loadBalancingExporter({ resolver: { static: { hostnames: ['a.obs.svc:4317'] } }, protocol: { otlp: {} } });
  gateway
    .traces()
    .receive(jaegerReceiver({ grpc: {} }))
    .export(balanced);
  gateway.metrics().receive(otlpReceiver()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/service/pipelines/metrics/receivers/-', 'jaeger'),
    JsonPatch.add('/spec/config/service/pipelines/metrics/exporters/-', 'load_balancing'),
  );
}
