// Endpoints without a scheme, and plain text to where anybody can read it.
// finding: endpoint/http hub/gateway/Resource
// finding: endpoint/plaintext hub/gateway/Resource
// finding: endpoint/plaintext hub/gateway/Resource
// says: the endpoint of prometheus_remote_write/mimir.obs.svc-push has to be a URL, received "mimir.obs.svc/push", which has no scheme
// says: otlp_grpc/tempo.example.com sends plain text to "tempo.example.com:4317", which is neither in this cluster nor behind a Skupper link
// says: otlp_http/loki.example.com-otlp sends plain text to "http://loki.example.com/otlp"
import {
  CollectorDistribution,
  CollectorPipeline,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  PublicSite,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const distribution = CollectorDistribution.CONTRIB;
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway', { distribution, image: distribution.image });
  gateway
    .traces()
    .receive(otlpReceiver())
    .export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', insecure: true }));
  gateway
    .metrics()
    .receive(otlpReceiver())
    .export(prometheusRemoteWriteExporter({ endpoint: 'mimir.obs.svc/push' }));
  gateway
    .logs()
    .receive(otlpReceiver())
    .export(
      otlpHttpExporter({ endpoint: 'http://loki.example.com/otlp' }),
      otlpGrpcExporter({ endpoint: 'in.obs.svc:4317', insecure: true }),
    );
}
