// An exporter over a link that gives up is a warning; here the network makes it an error.
// finding: queue/retry-gives-up edge/agent/Resource
// says: otlp_grpc/gateway sends over a link and gives up after 1h: what it holds is dropped while the link is down
import { Duration } from 'cdk8s';
import { CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export const rules = { 'queue/retry-gives-up': { severity: 'error', reason: 'nothing may be lost' } } as const;

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  new CollectorPipeline(edge, 'agent')
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(ingest, { retryFor: Duration.hours(1) }));
}
