// A listener for a routing key that no connector has.
// finding: address/not-exposed edge/listener/Resource
// says: no connector of this network has the routing key otel-liked-collector:4317
import { EdgeSite, SkupperListener } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const edge = new EdgeSite(network, 'edge');
  new SkupperListener(edge, 'listener', { host: 'otel-liked-collector', port: 4317, routingKey: 'otel-liked-collector:4317' });
}
