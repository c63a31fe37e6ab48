// The original's gRPC endpoint carries http://.
// finding: argument otlpGrpcExporter
// says: received "http://otel-liked-collector:4317", which begins with a scheme
import { CollectorMode, CollectorPipeline, EdgeSite, otlpGrpcExporter, otlpReceiver } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver())
    .export(otlpGrpcExporter({ endpoint: 'http://otel-liked-collector:4317' }));
}
