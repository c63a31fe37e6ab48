// A name that upstream gave up is a warning; here the network makes it an error.
// finding: component/deprecated-type hub/gateway/Resource
// says: the exporter otlphttp is now called otlp_http
import { JsonPatch } from 'cdk8s';
import type { TelemetryNetwork } from '../../constructs';
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';

export const rules = { 'component/deprecated-type': { severity: 'error', reason: 'we write the names of today' } } as const;

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/exporters/otlphttp', { endpoint: 'https://otlp.example.com' }),
    JsonPatch.add('/spec/config/service/pipelines/traces/exporters/-', 'otlphttp'),
  );
}
