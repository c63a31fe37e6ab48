// What a rule looks for may stand in a pipeline before that, with a connector between the two that passes telemetry on.
// finding: queue/held-in-memory hub/held/Resource
// finding: queue/batch-before-persistent hub/stored/Resource
// finding: remote-write/delta hub/written/Resource
// finding: span-metrics/after-sampling hub/counted/Resource
// says: otlp_grpc/tempo of the pipeline traces/next holds in memory
// says: in the pipeline traces, batch holds telemetry in memory that the persistent queue of otlp_grpc/tempo is to keep
// says: span_metrics makes deltas, which prometheus_remote_write/mimir.obs.svc-api-v1-push drops
// says: span_metrics/next-to-metrics counts the spans that tail_sampling keeps
import { Size } from 'cdk8s';
import {
  batchProcessor,
  CollectorPipeline,
  debugExporter,
  forwardConnector,
  otlpGrpcExporter,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  PublicSite,
  tailSamplingProcessor,
} from '../../constructs';
import type { DeliveryOptions, TelemetryNetwork } from '../../constructs';

const REASON = 'nothing may be lost, and every rate is right';

export const rules = {
  'queue/held-in-memory': { severity: 'error', reason: REASON },
  'span-metrics/after-sampling': { severity: 'error', reason: REASON },
} as const;

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const tempo = (options: DeliveryOptions) =>
    otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true, ...options });

  const held = new CollectorPipeline(hub, 'held', { acknowledge: 'after-export' });
  const forward = forwardConnector();
  held.traces().receive(otlpReceiver()).export(forward);
  held
    .traces('next')
    .receive(forward)
    .export(tempo({ queueSize: Size.mebibytes(16) }));

  const stored = new CollectorPipeline(hub, 'stored');
  stored.traces().receive(otlpReceiver()).process(batchProcessor()).export(forward);
  stored
    .traces('next')
    .receive(forward)
    .export(tempo({ queue: 'disk' }));

  const written = new CollectorPipeline(hub, 'written').addSpanMetrics({ temporality: 'delta' });
  written.traces().receive(otlpReceiver());
  written.metrics().export(forward);
  written
    .metrics('next')
    .receive(forward)
    .export(prometheusRemoteWriteExporter({ endpoint: 'http://mimir.obs.svc/api/v1/push' }));

  const counted = new CollectorPipeline(hub, 'counted');
  counted
    .traces()
    .receive(otlpReceiver())
    .process(tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] }))
    .export(forward);
  counted.traces('next').receive(forward);
  counted.addSpanMetrics({ from: counted.traces('next') });
  counted.metrics().export(debugExporter());
}
