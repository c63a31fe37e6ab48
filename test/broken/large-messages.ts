// Batches that are larger than what the other end of an address accepts, and larger than what any gRPC server accepts by default.
// finding: exporter/message-too-large east/agent/Resource
// finding: exporter/message-too-large west/agent/Resource
// finding: exporter/large-messages hub/gateway/Resource
// finding: queue/held-in-pod hub/gateway/Resource
// says: otlp_grpc/ingest sends batches of up to 2097152 bytes, and its receiver accepts 1048576
// says: Set sendingQueue.batch.maxSize to at most 4194304, or raise maxRecvMsgSize of the receiver.
import { Size } from 'cdk8s';
import { CollectorPipeline, EdgeSite, otlpGrpcExporter, otlpReceiver, PublicSite, SiteLink } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

const large = { sendingQueue: { batch: { minSize: 6_000_000, maxSize: 8_000_000 } } };

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const small = otlpReceiver({ name: 'small', grpc: { port: 14317, maxRecvMsgSize: Size.mebibytes(1) }, http: false });
  const otlp = otlpReceiver();
  gateway
    .traces()
    .receive(small, otlp)
    .export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', queue: 'disk', ...large }));
  const east = new EdgeSite(network, 'east', { links: [SiteLink.token(hub)] });
  const toSmall = east.exporterTo(hub.expose(gateway, small, { address: 'ingest' }));
  new CollectorPipeline(east, 'agent').traces().receive(otlpReceiver()).export(toSmall);
  const west = new EdgeSite(network, 'west', { links: [SiteLink.token(hub)] });
  const toHub = west.exporterTo(hub.expose(gateway, otlp, { address: 'others' }), large);
  new CollectorPipeline(west, 'agent').traces().receive(otlpReceiver()).export(toHub);
}
