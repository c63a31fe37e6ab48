// Telemetry that comes back: to a receiver of the same collector, and over another collector.
// finding: exporter/loop hub/self/Resource
// finding: exporter/loop hub/own/Resource
// finding: exporter/loop hub/ping
// says: otlp_grpc/localhost sends to localhost:4317, where the receiver otlp of the same collector listens
// says: otlp_grpc/own sends to own-collector.telemetry.svc:4317, where the receiver otlp of the same collector listens
// says: what traces exports comes back to it: hub/ping (traces) → hub/pong (traces) → hub/ping (traces)
import { CollectorPipeline, otlpGrpcExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const otlp = otlpReceiver();
  new CollectorPipeline(hub, 'self')
    .traces()
    .receive(otlp)
    .export(otlpGrpcExporter({ endpoint: 'localhost:4317', insecure: true }));
  const own = new CollectorPipeline(hub, 'own');
  own.traces().receive(otlp).export(own.exporter(otlp));
  const [ping, pong] = [new CollectorPipeline(hub, 'ping'), new CollectorPipeline(hub, 'pong')];
  ping.traces().receive(otlp).export(pong.exporter(otlp));
  pong.traces().receive(otlp).export(ping.exporter(otlp));
}
