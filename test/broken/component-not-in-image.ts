// Components that the image does not hold; images that hold them are named.
// finding: component/not-in-image hub/gateway/Resource
// finding: component/not-in-image hub/core/Resource
// says: the image ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.158.0 has no exporter prometheus_remote_write
// says: opentelemetry-collector:0.158.0 has no processor tail_sampling
// says: use an image that has it, for example ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector:0.158.0
// says: opentelemetry-collector-contrib:0.158.0
import {
  CollectorDistribution,
  CollectorPipeline,
  debugExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  PublicSite,
  tailSamplingProcessor,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  new CollectorPipeline(hub, 'gateway', { distribution: CollectorDistribution.K8S })
    .metrics()
    .receive(otlpReceiver())
    .export(prometheusRemoteWriteExporter({ endpoint: 'https://prometheus.example.com/api/v1/write' }));
  // The distribution is known by the name of the image, at whatever registry.
  new CollectorPipeline(hub, 'core', { image: 'registry.example.com/mirror/opentelemetry-collector:0.158.0' })
    .traces()
    .receive(otlpReceiver())
    .process(tailSamplingProcessor({ policies: [{ name: 'errors', type: 'status_code', statusCode: { statusCodes: ['ERROR'] } }] }))
    .export(debugExporter());
}
