// A sidecar that listens for everybody, and a UDP receiver behind the operator's network policy.
// finding: receiver/sidecar-on-every-interface hub/sidecar/Resource
// finding: receiver/udp-policy hub/gateway/Resource
// says: otlp of a sidecar listens on port 4317 of all interfaces
// says: jaeger listens on UDP 6831, and the network policy of the operator lets only TCP in
import { JsonPatch } from 'cdk8s';
import { CollectorMode, CollectorPipeline, debugExporter, jaegerReceiver, otlpReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const sidecar = new CollectorPipeline(hub, 'sidecar', { mode: CollectorMode.sidecar() });
  sidecar.traces().receive(otlpReceiver()).export(debugExporter());
  sidecar.manifest.addJsonPatch(JsonPatch.replace('/spec/config/receivers/otlp/protocols/grpc/endpoint', '0.0.0.0:4317'));
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway
    .traces()
    .receive(jaegerReceiver({ thriftCompact: {} }))
    .export(debugExporter());
  gateway.manifest.addJsonPatch(JsonPatch.replace('/spec/networkPolicy/enabled', true));
}
