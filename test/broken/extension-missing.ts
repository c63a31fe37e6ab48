// An authenticator that is not switched on.
// finding: extension/missing hub/gateway/Resource
// says: otlp_http/otlp.example.com refers to the extension basicauth, which is not among those that are switched on
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, otlpHttpExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway
    .traces()
    .receive(otlpReceiver())
    .export(otlpHttpExporter({ endpoint: 'https://otlp.example.com' }));
  gateway.manifest.addJsonPatch(JsonPatch.add('/spec/config/exporters/otlp_http~1otlp.example.com/auth', { authenticator: 'basicauth' }));
}
