// An edge passes nothing from one hub to another.
// finding: link/several-networks bridge
// finding: address/no-route far/listener-gateway/Resource
// says: is exposed by a/connector-gateway/Resource, to which no links lead from here
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const [a, b] = [new PublicSite(network, 'a'), new PublicSite(network, 'b')];
  new EdgeSite(network, 'bridge', { links: [SiteLink.token(a), SiteLink.token(b)] });
  const otlp = otlpReceiver();
  // The same address on two hubs is two addresses.
  const [address] = [a, b].map((hub) => {
    const gateway = new CollectorPipeline(hub, 'gateway');
    gateway.traces().receive(otlp).export(debugExporter());
    return hub.expose(gateway, otlp);
  });
  const far = new EdgeSite(network, 'far', { links: [SiteLink.token(b)] });
  if (address !== undefined) new CollectorPipeline(far, 'agent').traces().receive(otlpReceiver()).export(far.exporterTo(address));
}
