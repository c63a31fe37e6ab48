// An exporter over a link that gives up, and exporters without a queue where nobody keeps what fails; here the network makes it an error.
// finding: exporter/acknowledged-together hub/writing/Resource
// finding: queue/retry-gives-up edge/agent/Resource
// finding: queue/retry-gives-up edge/node/Resource
// finding: queue/retry-gives-up hub/sampler/Resource
// finding: queue/retry-gives-up hub/writing/Resource
// says: prometheus_remote_write/mimir.obs.svc-api-v1-push gives up after 10s, and says so for good
// says: otlp_grpc/gateway sends over a link and gives up after 1h: what it holds is dropped while the link is down
// says: otlp_grpc/gateway has no queue, and nothing before it keeps what it is given
// says: otlp_grpc/tempo has no queue, and nothing before it
import { Duration } from 'cdk8s';
import {
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  hostMetricsReceiver,
  otlpGrpcExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  PublicSite,
  SiteLink,
  tailSamplingProcessor,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export const rules = { 'queue/retry-gives-up': { severity: 'error', reason: 'nothing may be lost' } } as const;

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  gateway.metrics().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp);
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  new CollectorPipeline(edge, 'agent')
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(ingest, { retryFor: Duration.hours(1) }));
  new CollectorPipeline(edge, 'node')
    .metrics()
    .receive(hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {} } }))
    .export(edge.exporterTo(ingest, { queue: 'none' }));
  new CollectorPipeline(hub, 'sampler')
    .traces()
    .receive(otlpReceiver())
    .process(tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] }))
    .export(otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true, queue: 'none' }));
  // Right: what fails goes back to the workload.
  new CollectorPipeline(edge, 'passing')
    .traces()
    .receive(otlpReceiver())
    .export(edge.exporterTo(ingest, { queue: 'none' }));
  const endpoint = 'http://mimir.obs.svc/api/v1/push';
  new CollectorPipeline(hub, 'writing', { acknowledge: 'after-export' })
    .metrics()
    .receive(otlpReceiver())
    .export(
      prometheusRemoteWriteExporter({ endpoint, timeout: Duration.seconds(10) }),
      prometheusRemoteWriteExporter({ name: 'usual', endpoint }),
    );
}
