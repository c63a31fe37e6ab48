// Components of old configurations, which no collector has any more. A program names some as custom components.
// finding: component/removed hub/gateway/Resource
// finding: component/removed hub/gateway/Resource
// finding: pipeline/unused-component hub/gateway/Resource
// finding: pipeline/unused-component hub/gateway/Resource
// finding: component/removed hub/carried-over/Resource
// finding: component/removed hub/carried-over/Resource
// says: the exporter logging was removed from the collector
// says: the receiver opencensus was removed from the collector
// says: use the exporter debug
// says: use the exporter otlp_grpc, since Jaeger receives OTLP
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, customExporter, customReceiver, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/exporters/logging', { verbosity: 'detailed' }),
    JsonPatch.add('/spec/config/exporters/jaeger', { endpoint: 'jaeger:14250' }),
  );
  const carriedOver = new CollectorPipeline(hub, 'carried-over');
  carriedOver
    .traces()
    .receive(customReceiver('opencensus', { signals: ['traces'] }))
    .export(customExporter('logging', { signals: ['traces'], settings: { loglevel: 'debug' } }));
}
