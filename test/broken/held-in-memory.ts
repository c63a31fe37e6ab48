// A collector under an address that answers before it has sent on, by a batch processor and by queues; here the network makes that an error.
// finding: queue/held-in-memory hub/gateway/Resource
// finding: queue/held-in-memory hub/gateway/Resource
// finding: queue/held-in-memory hub/gateway/Resource
// finding: queue/held-in-memory hub/store/Resource
// says: batch of the pipeline logs holds in memory what the sender was told to have arrived
// says: otlp_http/mimir.obs.svc:9009 of the pipeline metrics holds in memory
// says: prometheus_remote_write/thanos of the pipeline metrics/long-term holds in memory
// says: otlp_grpc/tempo of the pipeline traces holds in memory
import { Duration, Size } from 'cdk8s';
import {
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  hostMetricsReceiver,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  PublicSite,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export const rules = { 'queue/held-in-memory': { severity: 'error', reason: 'nothing may be lost' } } as const;

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const otlp = otlpReceiver();
  // Behind the gateway, and answered by it.
  const store = new CollectorPipeline(hub, 'store');
  store
    .traces()
    .receive(otlp)
    .export(otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', name: 'tempo', insecure: true, queueSize: Size.mebibytes(64) }));
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlp).export(store.exporter(otlp));
  gateway.logs().receive(otlp).process(batchProcessor()).export(debugExporter());
  gateway
    .metrics()
    .receive(otlp, hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {} } }))
    .export(otlpHttpExporter({ endpoint: 'http://mimir.obs.svc:9009' }));
  const thanos = prometheusRemoteWriteExporter({
    name: 'thanos',
    endpoint: 'http://thanos.obs.svc:19291/api/v1/receive',
    remoteWriteQueue: { queueSize: 500 },
  });
  gateway.metrics('long-term').receive(otlp).export(thanos);
  hub.expose(gateway, otlp);
}
