// Hubs that stand in for each other, of which one never ends a connection. It is a warning: an exporter that is not used stops synthesis.
// finding: address/connections-stay west/gateway
// says: otlp never ends a connection
// finding: exporter/unused edge
import { Duration } from 'cdk8s';

import { CollectorPipeline, debugExporter, EdgeSite, failover, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { OtlpReceiver, TelemetryAddress, TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const expose = (hub: PublicSite, otlp: OtlpReceiver): TelemetryAddress => {
    const gateway = new CollectorPipeline(hub, 'gateway');
    gateway.traces().receive(otlp).export(debugExporter());
    return hub.expose(gateway, otlp);
  };
  const east = new PublicSite(network, 'east');
  const west = new PublicSite(network, 'west', { links: [SiteLink.token(east)] });
  const stays = otlpReceiver({ grpc: { keepalive: { serverParameters: { maxConnectionAge: Duration.seconds(0) } } } });
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(east), SiteLink.token(west)] });
  edge.exporterTo(failover(expose(east, otlpReceiver()), expose(west, stays)));
}
