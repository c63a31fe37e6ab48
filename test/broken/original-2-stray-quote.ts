// The original's Jaeger endpoint ends in a stray quote.
// finding: argument otlpGrpcExporter
// says: received "jaeger-skupper-collector:14250\"", which has a quote in it
import { CollectorPipeline, otlpGrpcExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'public');
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway
    .traces()
    .receive(otlpReceiver())
    .export(otlpGrpcExporter({ endpoint: 'jaeger-skupper-collector:14250"' }));
}
