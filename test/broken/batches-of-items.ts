// Batches with a limit in items only, before exporters whose queue has no limit in bytes. It is a warning: an exporter that is not
// used stops synthesis.
// finding: exporter/unused edge
// finding: exporter/large-messages hub/processor/Resource
// finding: exporter/large-messages hub/unlimited/Resource
// finding: exporter/large-messages hub/queue/Resource
// says: otlp_grpc/tempo.example.com sends batches of up to 8192 items of any size, and 4194304 bytes are accepted: 512 for each item
// says: so that its queue limits batches in bytes, or set sendBatchMaxSize of batch to 4096.
// says: otlp_grpc/tempo.example.com sends batches of at least 8192 items of any size
// says: otlp_http/tempo.example.org sends batches of up to 10000 items of any size
// says: Leave out sendingQueue.sizer and batch.sizer: then batches have a limit in bytes.
import {
  batchProcessor,
  CollectorPipeline,
  EdgeSite,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
  type TelemetryNetwork,
} from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const items = { sizer: 'items', queueSize: 100_000 } as const;
  const tempo = otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', sendingQueue: items });
  new CollectorPipeline(hub, 'processor').traces().receive(otlpReceiver()).process(batchProcessor()).export(tempo);
  const unlimited = batchProcessor({ sendBatchMaxSize: 0 });
  new CollectorPipeline(hub, 'unlimited').logs().receive(otlpReceiver()).process(unlimited).export(tempo);
  const sendingQueue = { ...items, batch: { minSize: 5_000, maxSize: 10_000 } };
  const archive = otlpHttpExporter({ endpoint: 'https://tempo.example.org', sendingQueue });
  const otlp = otlpReceiver();
  const queue = new CollectorPipeline(hub, 'queue', { acknowledge: 'on-receipt' });
  queue.traces().receive(otlp).export(archive);
  new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] }).exporterTo(hub.expose(queue, otlp));
}
