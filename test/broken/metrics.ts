// Metrics that are wrong and look right: series with two writers, counts of what sampling left, deltas that remote write drops.
// finding: span-metrics/one-writer hub/several/Resource
// finding: span-metrics/after-sampling hub/sampled/Resource
// finding: remote-write/delta hub/deltas/Resource
// says: span_metrics leaves collector.instance.id out, and the collector has several pods, which all write the same series
// says: span_metrics counts the spans that tail_sampling keeps, not those there were
// says: span_metrics makes deltas, which prometheus_remote_write/mimir drops: it takes cumulative metrics alone
import { CollectorMode, CollectorPipeline, debugExporter, otlpReceiver, prometheusRemoteWriteExporter, PublicSite } from '../../constructs';
import { tailSamplingProcessor, type TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const [otlp, debug] = [otlpReceiver(), debugExporter()];
  const several = new CollectorPipeline(hub, 'several', { mode: CollectorMode.daemonset() });
  several.traces().receive(otlp).export(debug);
  several
    .addSpanMetrics({ excludeDimensions: ['collector.instance.id'] })
    .metrics()
    .export(debug);
  const sampled = new CollectorPipeline(hub, 'sampled');
  sampled
    .traces()
    .receive(otlp)
    .process(tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] }))
    .export(debug);
  sampled.addSpanMetrics().metrics().export(debug);
  const deltas = new CollectorPipeline(hub, 'deltas');
  deltas.traces().receive(otlp).export(debug);
  deltas
    .addSpanMetrics({ temporality: 'delta' })
    .metrics()
    .export(prometheusRemoteWriteExporter({ name: 'mimir', endpoint: 'https://mimir.example.com/api/v1/push' }));
}
