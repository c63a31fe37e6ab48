// Queues on disk that are smaller than what was asked for, and larger than the volume that they are on.
// finding: queue/outage-not-covered edge/agent
// finding: queue/above-volume edge/agent/Resource
// finding: queue/outage-not-covered far/ingest-buffer
// says: the queue of otlp_grpc/ingest holds 43.6 minutes at 200 spans a second, and 60 were asked for, which need 704Mi
// says: the queues of otlp_grpc/ingest may need 3200Mi on the volume queue, which has 1Gi
// says: the queue of otlp_grpc/ingest holds 27.3 minutes at 200 spans a second, and 60 were asked for
import { Duration, Size } from 'cdk8s';
import { CollectorMode, CollectorPipeline, debugExporter, EdgeSite, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  gateway.logs().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
  const outage = { lasts: Duration.hours(1), spansPerSecond: 200 };
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const volumeClaims = [{ name: 'queue', mountPath: '/var/lib/otelcol', size: Size.gibibytes(1) }];
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.statefulset({ volumeClaims }) });
  const toHub = edge.exporterTo(ingest, { queueSize: Size.mebibytes(512), outage });
  agent.traces().receive(otlp).export(toHub);
  agent.logs().receive(otlp).export(toHub);
  const far = new EdgeSite(network, 'far', { links: [SiteLink.token(hub)], buffer: { size: Size.gibibytes(1), outage } });
  new CollectorPipeline(far, 'agent').traces().receive(otlp).export(far.exporterTo(ingest));
}
