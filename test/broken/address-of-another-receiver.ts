// A receiver of the same id as the collector's and another port: nothing listens there.
// finding: address/receiver-unused hub
// finding: exporter/signal-not-received hub/other
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  const wrong = otlpReceiver({ grpc: { port: 5317 } });
  hub.expose(gateway, wrong);
  new CollectorPipeline(hub, 'other').traces().receive(otlpReceiver()).export(gateway.exporter(wrong));
}
