// A type with a typing error, by patch; and one that nobody says the image has.
// finding: component/unknown hub/gateway/Resource
// finding: component/unknown hub/gateway/Resource
// finding: pipeline/unused-component hub/gateway/Resource
// finding: pipeline/unused-component hub/gateway/Resource
// says: no exporter of the type "otlpgrpc" is known; did you mean otlp_grpc?
// says: no exporter of the type "acme" is known
// says: customExporter("acme", …)
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, customExporter, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway
    .traces()
    .receive(otlpReceiver())
    .export(debugExporter(), customExporter('said', { signals: ['traces'] }));
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/exporters/otlpgrpc', { endpoint: 'tempo:4317' }),
    JsonPatch.add('/spec/config/exporters/acme', {}),
  );
}
