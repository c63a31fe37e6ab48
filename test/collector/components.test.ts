import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import * as api from '../../constructs';
import {
  batchProcessor,
  CollectorMode,
  countConnector,
  debugExporter,
  fileLogReceiver,
  fluentForwardReceiver,
  httpCheckReceiver,
  jaegerReceiver,
  kubeletStatsReceiver,
  memoryLimiterProcessor,
  metricsTransformProcessor,
  opampExtension,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusExporter,
  prometheusReceiver,
  prometheusRemoteWriteExporter,
  resourceProcessor,
  tailSamplingProcessor,
  zipkinExporter,
  zipkinReceiver,
  type CollectorPipeline,
  type CollectorPipelineProps,
  type Component,
} from '../../constructs';
import { CATALOGUE } from '../../imports/otelcol/catalogue';
import { at, gateway, specOf } from '../helpers';
import { printedWarnings } from '../printed';

/** The configuration of a collector, by a dotted path. */
function configOf(change: (collector: CollectorPipeline) => unknown, dotted: string, props?: CollectorPipelineProps): unknown {
  const collector = gateway(props);
  change(collector);
  return at(specOf(collector), `config.${dotted}`);
}

const OTLP_HTTP = 'https://otlp.example.com';

describe('the factories', () => {
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const camel = (type: string): string => type.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  const typed = Object.entries(CATALOGUE).flatMap(([part, components]) =>
    Object.entries(components)
      .filter(([, facts]) => facts.typed)
      .map(([type]) => ({ name: camel(type) + capital(part.slice(0, -1)), kind: part.slice(0, -1), type })),
  );
  const needed: Readonly<Record<string, object>> = {
    failoverConnector: { priorityLevels: [] },
    httpCheckReceiver: { targets: [] },
    jaegerReceiver: { grpc: {} },
    k8sLeaderElectorExtension: { leaseName: 'leader', leaseNamespace: 'obs' },
    otlpGrpcExporter: { endpoint: 'tempo:4317', name: 'own' },
    otlpHttpExporter: { endpoint: OTLP_HTTP, name: 'own' },
    routingConnector: { table: [] },
  };

  it.each(typed.map(({ name, kind, type }) => [name, kind, type] as const))('have %s for the %s %s', (name, kind, type) => {
    const factory = (api as unknown as Record<string, (options: object) => Component>)[name];
    expect(factory?.({ name: 'own', ...needed[name] })).toMatchObject({ kind, type });
  });

  it('are those of the catalogue alone', () => {
    const exported = Object.keys(api).filter((name) => /^(?!custom)[a-z]\w*(Receiver|Processor|Exporter|Connector|Extension)$/.test(name));
    expect(exported.sort()).toEqual(typed.map(({ name }) => name).sort());
  });
});

describe('the options of a component', () => {
  it('have the names that the collector reads, at every depth', () => {
    const policies = [{ name: 'slow', type: 'latency', latency: { thresholdMs: 500 } }];
    const sampling = tailSamplingProcessor({ numTraces: 100, policies, decisionCache: { sampledCacheSize: 5 } });
    expect(configOf((collector) => collector.traces().process(sampling), 'processors.tail_sampling')).toEqual({
      num_traces: 100,
      policies: [{ name: 'slow', type: 'latency', latency: { threshold_ms: 500 } }],
      decision_cache: { sampled_cache_size: 5 },
    });
  });

  it('have durations as Go reads them and sizes in bytes', () => {
    const logs = fileLogReceiver({ include: ['/logs/*'], pollInterval: Duration.millis(1500), maxLogSize: Size.kibibytes(64) });
    const volumes = [{ name: 'logs', mountPath: '/logs', source: { emptyDir: {} } }];
    expect(configOf((collector) => collector.logs().receive(logs), 'receivers.file_log', { volumes })).toEqual({
      include: ['/logs/*'],
      poll_interval: '1s500ms',
      max_log_size: 65_536,
    });
  });

  it('have sizes in MiB where the collector counts in those', () => {
    const limiter = memoryLimiterProcessor({ limit: Size.mebibytes(300), spikeLimit: Size.mebibytes(50) });
    expect(configOf((collector) => collector.traces().process(limiter), 'processors.memory_limiter')).toEqual({
      check_interval: '1s',
      limit_mib: 300,
      spike_limit_mib: 50,
    });
    const sizes = { grpc: { maxRecvMsgSize: Size.mebibytes(16) } };
    const jaeger = jaegerReceiver({ ...sizes, thriftCompact: { maxPacketSize: Size.kibibytes(2) } });
    const otlp = otlpReceiver({
      name: 'large',
      grpc: { port: 5317, ...sizes.grpc },
      http: { port: 5318, maxRequestBodySize: Size.mebibytes(1) },
    });
    const receivers = configOf((collector) => collector.traces().receive(jaeger, otlp), 'receivers');
    expect(receivers).toMatchObject({
      jaeger: {
        protocols: {
          grpc: { endpoint: '0.0.0.0:14250', max_recv_msg_size_mib: 16 },
          thrift_compact: { endpoint: '0.0.0.0:6831', max_packet_size: 2048 },
        },
      },
      'otlp/large': {
        protocols: {
          grpc: { endpoint: '0.0.0.0:5317', max_recv_msg_size_mib: 16 },
          http: { endpoint: '0.0.0.0:5318', max_request_body_size: 1_048_576 },
        },
      },
    });
  });

  const scrape = { scrape_configs: [{ job_name: 'till', static_configs: [{ targets: ['till:9090'], labels: { shopName: 'a' } }] }] };
  const labels = { shopName: 'a', 'X-Shop': 'b' };
  it.each<[string, (collector: CollectorPipeline) => unknown, string, unknown]>([
    [
      'headers',
      (c) => c.traces().export(otlpHttpExporter({ endpoint: OTLP_HTTP, name: 'a', headers: labels })),
      'exporters.otlp_http/a.headers',
      labels,
    ],
    [
      'headers of a server',
      (c) => c.traces().receive(zipkinReceiver({ responseHeaders: labels })),
      'receivers.zipkin.response_headers',
      labels,
    ],
    [
      'headers in a list',
      (c) => c.metrics().receive(httpCheckReceiver({ targets: [{ endpoint: OTLP_HTTP, headers: labels }] })),
      'receivers.http_check.targets.0.headers',
      labels,
    ],
    [
      'metrics, but not what is said of them',
      (c) => {
        const count = countConnector({ spans: { shopName: { description: 'd', attributes: [{ key: 'k', defaultValue: { aB: 1 } }] } } });
        c.traces().export(count);
        c.metrics().receive(count);
      },
      'connectors.count.spans',
      { shopName: { description: 'd', attributes: [{ key: 'k', default_value: { aB: 1 } }] } },
    ],
    ['labels', (c) => c.metrics().export(prometheusExporter({ constLabels: labels })), 'exporters.prometheus.const_labels', labels],
    [
      'labels below a list',
      (c) =>
        c
          .metrics()
          .process(metricsTransformProcessor({ transforms: [{ action: 'update', include: 'up', experimentalMatchLabels: labels }] })),
      'processors.metrics_transform.transforms.0.experimental_match_labels',
      labels,
    ],
    [
      "Prometheus' own configuration",
      (c) => c.metrics().receive(prometheusReceiver({ config: scrape })),
      'receivers.prometheus.config',
      scrape,
    ],
    [
      'operators of logs',
      (c) =>
        c
          .logs()
          .receive(
            fileLogReceiver({ include: ['/dev/log'], operators: [{ type: 'add', field: 'attributes.aB', value: 'c', ifEmpty: 'd' }] }),
          ),
      'receivers.file_log.operators.0',
      { type: 'add', field: 'attributes.aB', value: 'c', ifEmpty: 'd' },
    ],
    [
      'headers of an extension',
      (c) => c.addExtension(opampExtension({ server: { ws: { endpoint: 'wss://opamp', headers: { 'X-Key': '${env:KEY}' } } } })),
      'extensions.opamp.server.ws.headers',
      { 'X-Key': '${env:KEY}' },
    ],
  ])('leave the names of the user as they are: %s', (_, change, dotted, expected) => {
    const environment = { KEY: api.EnvironmentSource.text('k') };
    // The default image has no exporter to Prometheus.
    const distribution = api.CollectorDistribution.CONTRIB;
    expect(configOf(change, dotted, { environment, distribution })).toEqual(expected);
  });

  it('that are undefined are left out, in lists too', () => {
    const attributes = [{ key: 'team', action: 'upsert', value: 'a', pattern: undefined }, undefined as never];
    expect(
      configOf((collector) => collector.traces().process(resourceProcessor({ name: undefined, attributes })), 'processors.resource'),
    ).toEqual({ attributes: [{ key: 'team', action: 'upsert', value: 'a' }] });
  });

  it('are not changed, and changing them later changes nothing', () => {
    const own = { 'X-Shop': 'a' };
    const options = { endpoint: OTLP_HTTP, name: 'own', headers: own, sendingQueue: { batch: { minSize: 1, maxSize: 2 } } };
    const before = structuredClone(options);
    const made = otlpHttpExporter(options);
    const exported = (): unknown => configOf((collector) => collector.traces().export(made), 'exporters.otlp_http/own.headers');
    exported();
    expect(options).toEqual(before);
    own['X-Shop'] = 'b';
    expect(exported()).toEqual({ 'X-Shop': 'a' });
  });
});

describe('the defaults of a component', () => {
  it.each<[string, (collector: CollectorPipeline) => unknown, string, unknown]>([
    ['debug', (c) => c.traces().export(debugExporter({ name: 'a' })), 'exporters.debug/a', { verbosity: 'basic' }],
    [
      'batch',
      (c) => c.traces().process(batchProcessor({ sendBatchSize: 100, timeout: Duration.seconds(1) })),
      'processors.batch',
      { send_batch_size: 100, send_batch_max_size: 100, timeout: '1s' },
    ],
    [
      'memory_limiter',
      (c) => c.traces().process(memoryLimiterProcessor({ limitPercentage: 60 })),
      'processors.memory_limiter',
      { check_interval: '1s', limit_percentage: 60 },
    ],
    [
      'a queue that is not counted in bytes',
      (c) =>
        c
          .traces()
          .export(otlpGrpcExporter({ endpoint: 'otlp.example.com:443', name: 'a', sendingQueue: { sizer: 'requests', queueSize: 10 } })),
      'exporters.otlp_grpc/a.sending_queue',
      { enabled: true, sizer: 'requests', queue_size: 10 },
    ],
    ['zipkin', (c) => c.traces().receive(zipkinReceiver()), 'receivers.zipkin', { endpoint: '0.0.0.0:9411' }],
    [
      'prometheus',
      (c) => c.metrics().export(prometheusExporter({ endpoint: 'localhost:1', name: 'a' })),
      'exporters.prometheus/a',
      { endpoint: 'localhost:1' },
    ],
    [
      'kubelet_stats',
      (c) => c.metrics().receive(kubeletStatsReceiver({ authType: 'none' })),
      'receivers.kubelet_stats',
      { auth_type: 'none', endpoint: 'https://${env:K8S_NODE_NAME}:10250' },
    ],
    [
      'a queue, which keeps what is not given',
      (c) =>
        c
          .traces()
          .export(
            otlpGrpcExporter({ endpoint: 'tempo:4317', insecure: true, sendingQueue: { numConsumers: 3, batch: { maxSize: 600_000 } } }),
          ),
      'exporters.otlp_grpc/tempo.sending_queue',
      {
        enabled: true,
        sizer: 'bytes',
        queue_size: 33_554_432,
        num_consumers: 3,
        batch: { sizer: 'bytes', flush_timeout: '200ms', min_size: 524_288, max_size: 600_000 },
      },
    ],
  ])('are there unless said otherwise: %s', (name, change, dotted, expected) => {
    expect(configOf(change, dotted, { distribution: api.CollectorDistribution.CONTRIB })).toEqual(expected);
    expect(printedWarnings()).toEqual(name === 'kubelet_stats' ? ['receiver/one-node hub/gateway/Resource'] : []);
  });

  it('listen on localhost in a sidecar', () => {
    const receivers = configOf(
      (collector) => {
        collector.traces().receive(zipkinReceiver());
        collector.logs().receive(fluentForwardReceiver());
      },
      'receivers',
      { mode: CollectorMode.sidecar() },
    );
    expect(receivers).toMatchObject({ zipkin: { endpoint: 'localhost:9411' }, fluent_forward: { endpoint: 'localhost:8006' } });
  });
});

describe('the name of an exporter', () => {
  it.each<[string, Component]>([
    [
      'prometheus_remote_write/mimir.example.com-api-v1-push',
      prometheusRemoteWriteExporter({ endpoint: 'https://mimir.example.com/api/v1/push' }),
    ],
    ['prometheus_remote_write/mimir.example.com', prometheusRemoteWriteExporter({ endpoint: 'https://shop:hunter2@mimir.example.com' })],
    ['zipkin/zipkin.obs.svc:9411-api-v2-spans', zipkinExporter({ endpoint: 'http://zipkin.obs.svc:9411/api/v2/spans' })],
    ['zipkin/env:ZIPKIN', zipkinExporter({ endpoint: '${env:ZIPKIN}' })],
    ['otlp_http/otlp.example.com', otlpHttpExporter({ endpoint: 'https://token@otlp.example.com' })],
    ['otlp_http/logs.example.com', otlpHttpExporter({ logsEndpoint: 'https://logs.example.com' })],
    ['zipkin/own', zipkinExporter({ endpoint: 'http://zipkin.obs.svc:9411/api/v2/spans', name: 'own' })],
    ['otlp_http/otlp.example.com', otlpHttpExporter({ endpoint: 'https://otlp.example.com?key=hunter2' })],
    ['prometheus', prometheusExporter({ endpoint: '0.0.0.0:9000' })],
    ['debug', debugExporter()],
  ])('is its own or what it points at, never a credential: %s', (id, exporter) => {
    expect(exporter.id).toBe(id);
  });

  it('is not what a receiver listens on or asks', () => {
    expect(zipkinReceiver({ endpoint: '0.0.0.0:9999' }).id).toBe('zipkin');
    expect(kubeletStatsReceiver({ endpoint: 'https://node:10250' }).id).toBe('kubelet_stats');
  });
});
