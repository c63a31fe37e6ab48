// Backends that get the same data without a queue: of one pipeline, of two pipelines of one receiver, and of remote writes. It is a
// warning: an exporter that is not used stops synthesis.
// finding: exporter/unused edge
// finding: exporter/acknowledged-together hub/one/Resource
// finding: exporter/acknowledged-together hub/two/Resource
// finding: exporter/acknowledged-together hub/three/Resource
// finding: exporter/acknowledged-together hub/four/Resource
// says: otlp_grpc/tempo.example.com and otlp_http/tempo.example.org get the same data of otlp without a queue: if one fails
// says: Set queue: 'disk' for otlp_grpc/tempo.example.com, and run the collector as CollectorMode.statefulset
// says: Give each backend a separate collector and address.
import {
  CollectorPipeline,
  EdgeSite,
  forwardConnector,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  PublicSite,
  SiteLink,
  type TelemetryNetwork,
} from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const first = otlpGrpcExporter({ endpoint: 'tempo.example.com:4317' });
  const second = otlpHttpExporter({ endpoint: 'https://tempo.example.org' });
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const exposed = (name: string): CollectorPipeline => {
    const collector = new CollectorPipeline(hub, name);
    const address = hub.expose(collector, otlp);
    if (name === 'one') edge.exporterTo(address);
    return collector;
  };
  const otlp = otlpReceiver();
  // Traces and logs have the same fault, which is reported once.
  const one = exposed('one');
  one.traces().receive(otlp).export(first, second);
  one.logs().receive(otlp).export(first, second);
  const two = exposed('two');
  two.traces().receive(otlp).export(first);
  two.traces('copy').receive(otlp).export(second);
  const three = exposed('three');
  const forward = forwardConnector();
  three.traces().receive(otlp).export(first, forward);
  three.traces('copy').receive(forward).export(second);
  const four = exposed('four');
  const writeTo = (host: string): ReturnType<typeof prometheusRemoteWriteExporter> =>
    prometheusRemoteWriteExporter({ endpoint: `https://${host}/api/v1/push` });
  four.metrics().receive(otlp).export(writeTo('mimir.example.com'), writeTo('mimir.example.org'));
}
