// Spans counted beside an exporter that sends back what its backend does not take, directly and behind a connector.
// finding: connector/counts-tries hub/beside/Resource
// finding: connector/counts-tries hub/behind/Resource
// says: span_metrics counts what arrives in the pipeline traces, and otlp_grpc/tempo sends back what its backend does not take
// says: count counts what arrives in the pipeline traces/all, and otlp_grpc/tempo sends back
// says: or give otlp_grpc/tempo a queue on disk
import { Size } from 'cdk8s';
import {
  CollectorMode,
  CollectorPipeline,
  countConnector,
  debugExporter,
  forwardConnector,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
  SamplingPolicy,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export const rules = { 'connector/counts-tries': { severity: 'error', reason: 'rates are what is alerted on' } } as const;

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const otlp = otlpReceiver();
  const tempo = otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true });
  const made = (name: string, mode?: CollectorMode): CollectorPipeline => {
    const collector = new CollectorPipeline(hub, name, { acknowledge: 'after-export', ...(mode && { mode }) });
    collector.metrics().export(debugExporter());
    return collector;
  };

  const beside = made('beside').addSpanMetrics();
  beside.traces().receive(otlp).export(tempo);

  const [behind, forward, count] = [made('behind'), forwardConnector(), countConnector()];
  behind.traces().receive(otlp).export(tempo, forward);
  behind.traces('all').receive(forward).export(count);
  behind.metrics().receive(count);

  // Right: the queue answers, and so does a sampler, and there is nothing to count again where nobody sends back.
  const volumeClaims = [{ name: 'queues', size: Size.gibibytes(1), mountPath: '/var/lib/otelcol' }];
  const queued = made('queued', CollectorMode.statefulset({ volumeClaims })).addSpanMetrics();
  queued
    .traces()
    .receive(otlp)
    .export(otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true, queue: 'disk' }));
  const sampled = new CollectorPipeline(hub, 'sampled', {
    acknowledge: 'after-export',
    tailSampling: { policies: [SamplingPolicy.probabilistic(10)] },
  });
  sampled.addSpanMetrics().metrics().export(debugExporter());
  sampled.traces().receive(otlp).export(tempo);
  const receipt = new CollectorPipeline(hub, 'receipt').addSpanMetrics();
  receipt.metrics().export(debugExporter());
  receipt.traces().receive(otlp).export(tempo);
}
