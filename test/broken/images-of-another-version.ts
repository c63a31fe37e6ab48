// Images of another version than the rules know, and types of components that an older image does not have.
// finding: image/version hub/older/Resource
// finding: component/not-in-image hub/older/Resource
// finding: image/version hub/patched/Resource
// finding: image/version hub/moving/Resource
// finding: image/version hub/jaeger/Collector/Resource
// says: 0.104.0 is of version 0.104.0, and the rules know version 0.158.0
// says: Set the tag 0.158.0. For a different version, check the configuration with its image, then set this rule to off.
// says: has no exporter otlp_grpc: before version 0.144.0 its type is otlp
// says: the image otel/opentelemetry-collector-k8s:latest has no fixed version, and the rules know version 0.158.0
import { JsonPatch } from 'cdk8s';
import type { TelemetryNetwork } from '../../constructs';
import { CollectorPipeline, debugExporter, JaegerAllInOne, otlpGrpcExporter, otlpReceiver, PublicSite } from '../../constructs';

const [older, newer, jaeger] = ['0.104.0', '0.165.1', '2.14.0'];

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  new CollectorPipeline(hub, 'older', { image: `registry.example.com/opentelemetry-collector-contrib:${older}` })
    .traces()
    .receive(otlpReceiver())
    .export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317' }));
  const patched = new CollectorPipeline(hub, 'patched');
  patched.traces().receive(otlpReceiver()).export(debugExporter());
  patched.manifest.addJsonPatch(JsonPatch.replace('/spec/image', `otel/opentelemetry-collector-k8s:${newer}`));
  new CollectorPipeline(hub, 'moving', { image: 'otel/opentelemetry-collector-k8s:latest' })
    .traces()
    .receive(otlpReceiver())
    .export(debugExporter());
  new JaegerAllInOne(hub, 'jaeger', { image: `jaegertracing/jaeger:${jaeger}` });
}
