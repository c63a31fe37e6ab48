import { Duration } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  countConnector,
  debugExporter,
  deltaToCumulativeProcessor,
  otlpReceiver,
  prometheusRemoteWriteExporter,
  spanMetricsConnector,
  tailSamplingProcessor,
  type CollectorPipeline,
} from '../../constructs';
import { at, gateway, networkOf, rulesOf, specOf } from '../helpers';

const mimir = prometheusRemoteWriteExporter({ endpoint: 'https://mimir.example.com/api/v1/push' });

function rules(collector: CollectorPipeline): readonly string[] {
  return rulesOf(networkOf(collector).findings());
}

describe('span metrics of a collector', () => {
  it('join the traces and the metrics pipeline, and tell series apart by cluster and pod', () => {
    const collector = gateway().addSpanMetrics();
    const spec = specOf(collector);
    expect(at(spec, 'config.service.pipelines')).toMatchObject({
      traces: { exporters: ['debug', 'span_metrics'] },
      metrics: { receivers: ['otlp', 'span_metrics'] },
    });
    expect(at(spec, 'config.connectors.span_metrics')).toMatchObject({
      aggregation_temporality: 'AGGREGATION_TEMPORALITY_CUMULATIVE',
      aggregation_cardinality_limit: 2000,
      dimensions: [{ name: 'k8s.cluster.name' }],
      histogram: { unit: 's', explicit: { buckets: expect.arrayContaining(['5ms', '10s']) as unknown } },
      metrics_expiration: '1h',
      series_expiration: '1h',
    });
    expect(at(spec, 'config.service.telemetry.resource')).toEqual({
      attributes: [{ name: 'collector.instance.id', value: '${env:OTELCOL_POD_UID}' }],
    });
    expect(at(spec, 'env')).toEqual([{ name: 'OTELCOL_POD_UID', valueFrom: { fieldRef: { fieldPath: 'metadata.uid' } } }]);
    expect(rules(collector)).toEqual([]);
  });

  it('are those of each pair of pipelines apart', () => {
    const collector = gateway().addSpanMetrics();
    collector.traces('b').receive(otlpReceiver());
    collector.metrics('b').export(debugExporter());
    collector.addSpanMetrics({ from: collector.traces('b'), to: collector.metrics('b') });
    collector.addSpanMetrics({ from: collector.traces('b') });
    expect(at(specOf(collector), 'config.service.pipelines')).toMatchObject({
      traces: { exporters: ['debug', 'span_metrics'] },
      'traces/b': { exporters: ['span_metrics/b', 'span_metrics/b-to-metrics'] },
      metrics: { receivers: ['otlp', 'span_metrics', 'span_metrics/b-to-metrics'] },
      'metrics/b': { receivers: ['span_metrics/b'] },
    });
  });

  it('take what is said instead, in any pipelines', () => {
    const collector = gateway();
    const to = collector.metrics('red').export(mimir);
    collector.addSpanMetrics({
      to,
      name: 'red',
      dimensions: ['http.route', { name: 'k8s.cluster.name', default: 'hub' }],
      histogram: { exponential: { maxSize: 80 } },
      seriesExpiration: Duration.minutes(5),
    });
    const spec = specOf(collector);
    expect(at(spec, 'config.connectors')).toMatchObject({
      'span_metrics/red': {
        dimensions: [{ name: 'http.route' }, { name: 'k8s.cluster.name', default: 'hub' }],
        histogram: { unit: 's', exponential: { max_size: 80 } },
        series_expiration: '5m',
      },
    });
    expect(at(spec, 'config.connectors.span_metrics/red.histogram')).not.toHaveProperty('explicit');
    expect(at(spec, 'config.service.pipelines')).toMatchObject({
      'metrics/red': { receivers: ['span_metrics/red'] },
      metrics: { receivers: ['otlp'] },
    });
    expect(rules(collector)).toEqual([]);
  });

  it('have one writer of each series: the id of the pod stays where there are several', () => {
    const excludeDimensions = ['collector.instance.id'];
    const mode = CollectorMode.deployment({ replicas: 2 });
    expect(rules(gateway({ mode }).addSpanMetrics({ excludeDimensions }))).toEqual(['span-metrics/one-writer hub/gateway/Resource']);
    expect(rules(gateway().addSpanMetrics({ excludeDimensions }))).toEqual([]);
    expect(rules(gateway({ mode }).addSpanMetrics({ excludeDimensions: ['span.kind'] }))).toEqual([]);
  });

  it('are not counted behind sampling', () => {
    const collector = gateway().addSpanMetrics();
    collector.traces().process(tailSamplingProcessor({ policies: [{ name: 'all', type: 'always_sample' }] }));
    expect(rules(collector)).toEqual(['span-metrics/after-sampling hub/gateway/Resource']);
  });
});

describe('deltas and remote write', () => {
  const delta = { temporality: 'delta' } as const;
  it.each<[string, readonly string[], (collector: CollectorPipeline) => unknown]>([
    ['are dropped', ['remote-write/delta hub/gateway/Resource'], (collector) => collector.addSpanMetrics(delta).metrics().export(mimir)],
    [
      'go together where something makes them cumulative',
      [],
      (collector) => collector.addSpanMetrics(delta).metrics().process(deltaToCumulativeProcessor()).export(mimir),
    ],
    ['are no matter elsewhere', [], (collector) => collector.addSpanMetrics(delta)],
    [
      'are no matter in another pipeline',
      [],
      (collector) =>
        collector
          .addSpanMetrics(delta)
          .metrics('other')
          .receive(spanMetricsConnector({ name: 'own' }))
          .export(mimir),
    ],
    [
      'are dropped of counts too',
      ['remote-write/delta hub/gateway/Resource'],
      (collector) => {
        const count = countConnector();
        collector.traces().export(count);
        collector.metrics().receive(count).export(mimir);
      },
    ],
  ])('%s', (_, found, change) => {
    const collector = gateway();
    change(collector);
    const others = 'connector/';
    expect(rules(collector).filter((rule) => !rule.startsWith(others))).toEqual(found);
  });
});

describe('remote write', () => {
  it('tries for longer than its five seconds, makes labels of the resource, and takes what a program says instead', () => {
    const collector = gateway();
    collector
      .metrics()
      .export(mimir, prometheusRemoteWriteExporter({ name: 'own', endpoint: 'https://own.example.com', timeout: Duration.seconds(20) }));
    const exporters = at(specOf(collector), 'config.exporters') as Record<string, unknown>;
    expect(exporters['prometheus_remote_write/mimir.example.com-api-v1-push']).toMatchObject({
      timeout: '5m',
      retry_on_failure: { initial_interval: '5s', max_elapsed_time: '0s' },
      resource_to_telemetry_conversion: { enabled: true },
      send_metadata: true,
    });
    expect(exporters['prometheus_remote_write/own']).toMatchObject({ timeout: '20s' });
  });
});
