// Batches that are larger than what the other end of an address accepts, and larger than what servers accept by default.
// finding: exporter/message-too-large east/agent/Resource
// finding: exporter/message-too-large west/agent/Resource
// finding: exporter/message-too-large north/agent/Resource
// finding: exporter/message-too-large south/agent/Resource
// finding: exporter/message-too-large behind/kept-buffer/Resource
// finding: exporter/large-messages hub/gateway/Resource
// finding: exporter/large-messages hub/gateway/Resource
// finding: queue/held-in-pod hub/gateway/Resource
// finding: queue/held-in-pod hub/gateway/Resource
// says: otlp_grpc/ingest sends batches of up to 2097152 bytes, and its receiver accepts 1048576
// says: Set sendingQueue.batch.maxSize to at most 4194304, or raise maxRecvMsgSize of the receiver.
// says: otlp_http/web sends batches of up to 30000000 bytes, and its receiver accepts 20971520
// says: or raise maxRequestBodySize of the receiver.
// says: otlp_grpc/relay sends batches of up to 8000000 bytes, and a receiver behind the next collector accepts 4194304
// says: otlp_http/tempo.example.org sends batches of up to 8000000 bytes and many servers of OTLP accept 4194304 by default
import { Size } from 'cdk8s';
import {
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
} from '../../constructs';
import type { BufferOptions, TelemetryNetwork } from '../../constructs';

const large = { sendingQueue: { batch: { minSize: 6_000_000, maxSize: 8_000_000 } } };
const huge = { sendingQueue: { batch: { minSize: 6_000_000, maxSize: 30_000_000 } } };

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const links = [SiteLink.token(hub)];
  const edge = (name: string, buffer?: BufferOptions): EdgeSite => new EdgeSite(network, name, { links, ...(buffer && { buffer }) });
  const agentOf = (site: EdgeSite): CollectorPipeline => new CollectorPipeline(site, 'agent');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const small = otlpReceiver({ name: 'small', grpc: { port: 14317, maxRecvMsgSize: Size.mebibytes(1) }, http: false });
  const otlp = otlpReceiver();
  gateway
    .traces()
    .receive(small, otlp)
    .export(
      otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', queue: 'disk', ...large }),
      otlpHttpExporter({ endpoint: 'https://tempo.example.org', queue: 'disk', ...large }),
    );
  const [east, west, north, south] = ['east', 'west', 'north', 'south'].map((name) => edge(name)) as [
    EdgeSite,
    EdgeSite,
    EdgeSite,
    EdgeSite,
  ];
  agentOf(east)
    .traces()
    .receive(otlpReceiver())
    .export(east.exporterTo(hub.expose(gateway, small, { address: 'ingest' })));
  agentOf(west)
    .traces()
    .receive(otlpReceiver())
    .export(west.exporterTo(hub.expose(gateway, otlp, { address: 'others' }), large));
  const web = hub.expose(gateway, otlp, { address: 'web', protocol: 'http' });
  agentOf(north).traces().receive(otlpReceiver()).export(north.exporterTo(web, huge));
  // A collector without a queue forwards what it gets to a receiver with the default limit.
  const wide = otlpReceiver({ name: 'wide', grpc: { port: 24317, maxRecvMsgSize: Size.mebibytes(16) }, http: false });
  const relay = new CollectorPipeline(hub, 'relay');
  relay.traces().receive(wide).export(new JaegerAllInOne(hub, 'jaeger').exporter());
  agentOf(south)
    .traces()
    .receive(otlpReceiver())
    .export(south.exporterTo(hub.expose(relay, wide, { address: 'relay' }), large));
  const behind = edge('behind', large);
  agentOf(behind)
    .traces()
    .receive(otlpReceiver())
    .export(behind.exporterTo(hub.expose(gateway, otlp, { address: 'kept' })));
}
