// Endpoints with the port of another protocol, and with a path that the exporter appends.
// finding: endpoint/port-of-another-protocol hub/gateway/Resource
// finding: endpoint/port-of-another-protocol hub/gateway/Resource
// finding: endpoint/port-of-another-protocol hub/gateway/Resource
// finding: endpoint/port-of-another-protocol hub/gateway/Resource
// finding: endpoint/signal-path hub/gateway/Resource
// says: otlp_grpc/tempo.monitoring.svc:4318 speaks OTLP/gRPC and sends to "tempo.monitoring.svc:4318": 4318 is the port of OTLP/HTTP
// says: Set the port that receives OTLP/gRPC, by default 4317, or use otlpHttpExporter.
// says: otlp_grpc/jaeger-collector.monitoring.svc:14250 speaks OTLP/gRPC and sends to "jaeger-collector.monitoring.svc:14250": 14250 is the port of Jaeger over gRPC
// says: Set the port that receives OTLP/gRPC, by default 4317.
// says: otlp_http/tempo.monitoring.svc speaks OTLP/HTTP and sends to "http://tempo.monitoring.svc:4317": 4317 is the port of OTLP/gRPC
// says: zipkin/zipkin.monitoring.svc:4318-api-v2-spans speaks Zipkin
// says: the endpoint of otlp_http/path is "https://otlp.example.com/v1/traces", and the exporter appends the path of each signal
// says: Remove /v1/traces from the endpoint, or set tracesEndpoint instead of endpoint.
import {
  CollectorDistribution,
  CollectorPipeline,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  zipkinExporter,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const distribution = CollectorDistribution.CONTRIB;
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway', { distribution, image: distribution.image });
  gateway
    .traces()
    .receive(otlpReceiver())
    .export(
      otlpGrpcExporter({ endpoint: 'tempo.monitoring.svc:4318', insecure: true }),
      otlpGrpcExporter({ endpoint: 'jaeger-collector.monitoring.svc:14250', insecure: true }),
      otlpHttpExporter({ endpoint: 'http://tempo.monitoring.svc:4317' }),
      zipkinExporter({ endpoint: 'http://zipkin.monitoring.svc:4318/api/v2/spans' }),
      otlpHttpExporter({ name: 'path', endpoint: 'https://otlp.example.com/v1/traces' }),
    );
}
