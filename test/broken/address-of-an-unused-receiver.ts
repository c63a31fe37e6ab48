// A hub exposes a receiver that none of its pipelines names.
// finding: address/receiver-unused hub
import { CollectorPipeline, debugExporter, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  hub.expose(gateway, otlpReceiver({ name: 'other' }));
}
