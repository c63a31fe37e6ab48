// Components of one collector that want one port, its own metrics among them.
// finding: component/port-taken hub/gateway/Resource
// finding: component/port-taken hub/gateway/Resource
// finding: component/port-taken hub/gateway/Resource
// says: otlp/two listens on TCP 4317, which otlp has already
// says: otlp/two listens on TCP 13133, which health_check has already
// says: jaeger listens on TCP 8888, which the collector's own metrics has already
import { CollectorPipeline, debugExporter, jaegerReceiver, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway');
  gateway
    .traces()
    .receive(
      otlpReceiver(),
      otlpReceiver({ name: 'two', http: { port: 13_133 } }),
      jaegerReceiver({ grpc: { port: 8888 }, thriftCompact: { port: 4318 } }),
    )
    .export(debugExporter());
}
