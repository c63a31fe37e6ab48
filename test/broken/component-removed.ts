// Exporters that the original example used and no collector has any more.
// finding: component/removed hub/gateway/Resource
// finding: component/removed hub/gateway/Resource
// finding: pipeline/unused-component hub/gateway/Resource
// finding: pipeline/unused-component hub/gateway/Resource
// says: the exporter logging was removed from the collector
// says: use the exporter debug
// says: use the exporter otlp_grpc, since Jaeger receives OTLP
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/exporters/logging', { verbosity: 'detailed' }),
    JsonPatch.add('/spec/config/exporters/jaeger', { endpoint: 'jaeger:14250' }),
  );
}
