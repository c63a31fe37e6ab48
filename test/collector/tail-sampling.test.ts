import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  CollectorDistribution,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  PublicSite,
  SamplingPolicy,
  SiteLink,
  debugExporter,
  fileStorageExtension,
  otlpGrpcExporter,
  otlpReceiver,
  secretValue,
  serviceGraphConnector,
  type CollectorPipelineProps,
  type TailSamplingOptions,
} from '../../constructs';
import { at, hub, network, networkOf, objectOf, rulesOf, specOf } from '../helpers';

const ALL = { policies: [SamplingPolicy.always()] };

/** A collector whose traces go to Jaeger. */
function sampled(tailSampling: TailSamplingOptions = ALL, props: CollectorPipelineProps = {}): CollectorPipeline {
  const site = hub();
  const collector = new CollectorPipeline(site, 'gateway', {
    mode: CollectorMode.deployment({ replicas: 3 }),
    ...props,
    tailSampling,
  });
  collector.traces().receive(otlpReceiver()).export(new JaegerAllInOne(site, 'jaeger').exporter());
  return collector;
}

function samplerSpec(collector: CollectorPipeline): unknown {
  return specOf(collector.sampler ?? expect.fail('no sampler'));
}

describe('tail sampling of a collector', () => {
  it('has the pods that decide where and how many its options say', () => {
    const spec = samplerSpec(sampled({ ...ALL, replicas: 3, spread: 'required', podDisruptionBudget: { minAvailable: 2 } }));
    expect(spec).toMatchObject({
      replicas: 3,
      podDisruptionBudget: { minAvailable: 2 },
      topologySpreadConstraints: [{ whenUnsatisfiable: 'DoNotSchedule' }, { whenUnsatisfiable: 'DoNotSchedule' }],
    });
  });

  it('puts pods that decide between it and what its traces pipeline exports to', () => {
    const collector = sampled();
    expect(at(specOf(collector), 'config')).toMatchObject({
      exporters: {
        'load_balancing/gateway-sampler': {
          routing_key: 'traceID',
          resolver: { dns: { hostname: 'gateway-sampler-collector-headless.telemetry.svc', port: '4317' } },
        },
      },
      service: { pipelines: { traces: { exporters: ['load_balancing/gateway-sampler'] } } },
    });
    expect(samplerSpec(collector)).toMatchObject({
      mode: 'statefulset',
      replicas: 2,
      config: {
        receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
        processors: {
          tail_sampling: {
            decision_wait: '30s',
            num_traces: 50_000,
            decision_cache: { sampled_cache_size: 500_000, non_sampled_cache_size: 500_000 },
            policies: [{ name: 'always', type: 'always_sample' }],
          },
        },
        service: {
          pipelines: { traces: { receivers: ['otlp'], processors: ['memory_limiter', 'tail_sampling'], exporters: ['otlp_grpc/jaeger'] } },
        },
      },
    });
    expect(networkOf(collector).findings()).toEqual([]);
  });

  it('leaves connectors, named traces pipelines and other signals in front', () => {
    const collector = sampled();
    const [otlp, debug] = [otlpReceiver(), debugExporter()];
    collector.addSpanMetrics();
    collector.metrics().export(debug);
    collector.traces('all').receive(otlp).export(debug);
    collector.logs().receive(otlp).export(debug);
    expect(at(specOf(collector), 'config.service.pipelines')).toMatchObject({
      traces: { exporters: ['load_balancing/gateway-sampler', 'span_metrics'] },
      'traces/all': { exporters: ['debug'] },
      metrics: { receivers: ['span_metrics'], exporters: ['debug'] },
      logs: { exporters: ['debug'] },
    });
    expect(networkOf(collector).findings()).toEqual([]);
  });

  it('moves what exporters bring to the pods that have them: secrets, volumes, network policies', () => {
    const collector = sampled();
    collector.traces().export(
      otlpGrpcExporter({
        endpoint: 'tempo.example.com:443',
        headers: { Authorization: secretValue('tempo', 'token') },
        sendingQueue: { storage: fileStorageExtension({ emptyDirSize: Size.gibibytes(1) }) },
      }),
    );
    expect(samplerSpec(collector)).toMatchObject({ env: [{ name: 'TEMPO__TOKEN' }], volumeMounts: [{}] });
    expect(specOf(collector)).not.toHaveProperty('env');
    expect(specOf(collector)).not.toHaveProperty('volumeMounts');
    const policy = (name: string): string => JSON.stringify(objectOf(networkOf(collector), 'NetworkPolicy', `${name}-collector`).spec);
    expect(policy('gateway')).toContain('telemetry.gateway-sampler');
    expect(policy('gateway')).not.toContain('telemetry.jaeger');
    expect(policy('gateway-sampler')).toContain('telemetry.jaeger');
    expect(policy('jaeger')).toContain('telemetry.gateway-sampler');
  });

  it('shares image and environment, and has pods and resources of its own', () => {
    const environment = {};
    const collector = sampled(
      {
        ...ALL,
        autoscaler: { minReplicas: 2, maxReplicas: 5 },
        nodeSelector: { pool: 'telemetry' },
        resources: { memory: Size.gibibytes(4) },
      },
      { distribution: CollectorDistribution.CONTRIB, environment, resources: { memory: Size.mebibytes(256) } },
    );
    expect(samplerSpec(collector)).toMatchObject({
      image: CollectorDistribution.CONTRIB.image,
      autoscaler: { minReplicas: 2, maxReplicas: 5 },
      nodeSelector: { pool: 'telemetry' },
      resources: { requests: { cpu: '250m', memory: '4Gi' } },
    });
    expect(samplerSpec(collector)).not.toHaveProperty('replicas');
  });

  it('brings access and an open way where pods are watched', () => {
    const collector = sampled({ ...ALL, balancing: { resolver: 'k8s', queueSize: Size.mebibytes(64) } });
    expect(at(specOf(collector), 'config.exporters.load_balancing/gateway-sampler')).toMatchObject({
      resolver: { k8s: { service: 'gateway-sampler-collector-headless.telemetry', ports: [4317] } },
      sending_queue: { queue_size: 64 * 1024 * 1024 },
    });
    const app = networkOf(collector);
    expect(objectOf(app, 'Role').metadata.namespace).toBe('telemetry');
    expect(at(objectOf(app, 'Role'), 'rules')).toEqual([
      { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: ['list', 'watch'] },
    ]);
    const { ingress } = objectOf(app, 'NetworkPolicy', 'gateway-sampler-collector').spec as { ingress: readonly unknown[] };
    expect(JSON.stringify(ingress)).toContain('"telemetry.gateway"');
    expect(app.findings()).toEqual([]);
  });

  it('works on an edge, whose samplers then send to the hub', () => {
    const app = network();
    const site = new PublicSite(app, 'hub');
    const otlp = otlpReceiver();
    const ingester = new CollectorPipeline(site, 'ingester');
    ingester.traces().receive(otlp).export(debugExporter());
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(site)] });
    const collector = new CollectorPipeline(edge, 'gateway', { tailSampling: ALL });
    collector
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(site.expose(ingester, otlp)));
    expect(app.findings()).toEqual([]);
    expect(Object.keys(at(samplerSpec(collector), 'config.exporters') as object)).toEqual(['otlp_grpc/ingester']);
  });

  it('tells of connectors that need whole traces, which the pods in front do not have', () => {
    const collector = sampled();
    const graph = serviceGraphConnector();
    collector.traces().export(graph);
    collector.metrics().receive(graph).export(debugExporter());
    expect(rulesOf(networkOf(collector).findings())).toEqual(['tail-sampling/replicas hub/gateway/Resource']);
  });

  it.each<[string, TailSamplingOptions]>([
    ['policies', { policies: [] }],
    ['numTraces', { ...ALL, numTraces: 0 }],
    ['decisions', { ...ALL, decisions: -1 }],
    ['decisionWait', { ...ALL, decisionWait: Duration.seconds(0) }],
    ['replicas', { ...ALL, replicas: 0 }],
    ['queueSize', { ...ALL, balancing: { queueSize: Size.mebibytes(1) } }],
  ])('refuses what cannot be: %s', (what, options) => {
    expect(() => sampled(options)).toThrow(ArgumentError);
    expect(() => sampled(options)).toThrow(what);
  });
});

describe('a sampling policy', () => {
  const failed = SamplingPolicy.status(['ERROR']);
  const slow = SamplingPolicy.latency(Duration.seconds(1));
  const sub = {
    failed: { name: 'status-error', type: 'status_code', status_code: { status_codes: ['ERROR'] } },
    slow: { name: 'latency-1000ms', type: 'latency', latency: { threshold_ms: 1000 } },
  };
  it.each<[SamplingPolicy, object]>([
    [failed, sub.failed],
    [slow, sub.slow],
    [
      SamplingPolicy.latency(Duration.millis(1), { atMost: Duration.seconds(2), name: 'quick' }),
      { name: 'quick', type: 'latency', latency: { threshold_ms: 1, upper_threshold_ms: 2000 } },
    ],
    [SamplingPolicy.probabilistic(0.5), { name: 'probabilistic-0.5', type: 'probabilistic', probabilistic: { sampling_percentage: 0.5 } }],
    [
      SamplingPolicy.stringAttribute('service.name', ['cart', 'till']),
      { name: 'service.name-cart-till', type: 'string_attribute', string_attribute: { key: 'service.name', values: ['cart', 'till'] } },
    ],
    [
      SamplingPolicy.stringAttribute('url.path', ['^/api/'], { matching: 'regex' }),
      {
        name: 'url.path-^/api/',
        type: 'string_attribute',
        string_attribute: { key: 'url.path', values: ['^/api/'], enabled_regex_matching: true, cache_max_size: 1000 },
      },
    ],
    [
      SamplingPolicy.booleanAttribute('debug', true),
      { name: 'debug-true', type: 'boolean_attribute', boolean_attribute: { key: 'debug', value: true } },
    ],
    [
      SamplingPolicy.condition(['span.attributes["a"] == "b"'], { name: 'a' }),
      { name: 'a', type: 'ottl_condition', ottl_condition: { error_mode: 'ignore', span: ['span.attributes["a"] == "b"'] } },
    ],
    [
      SamplingPolicy.rateLimiting(50),
      { name: 'rate-limiting-50', type: 'rate_limiting', rate_limiting: { spans_per_second: 50, burst_capacity: 100 } },
    ],
    [
      SamplingPolicy.of({ name: 'long', type: 'span_count', spanCount: { minSpans: 9 } }),
      { name: 'long', type: 'span_count', span_count: { min_spans: 9 } },
    ],
    [
      SamplingPolicy.and([failed, SamplingPolicy.not(slow)]),
      {
        name: 'status-error-and-not-latency-1000ms',
        type: 'and',
        and: { and_sub_policy: [sub.failed, { name: 'not-latency-1000ms', type: 'not', not: { not_sub_policy: sub.slow } }] },
      },
    ],
    [SamplingPolicy.drop([failed]), { name: 'drop-status-error', type: 'drop', drop: { drop_sub_policy: [sub.failed] } }],
    [
      SamplingPolicy.composite(100, [
        { policy: failed, percent: 60 },
        { policy: slow, percent: 40 },
      ]),
      {
        name: 'composite-status-error-latency-1000ms',
        type: 'composite',
        composite: {
          max_total_spans_per_second: 100,
          policy_order: ['status-error', 'latency-1000ms'],
          composite_sub_policy: [sub.failed, sub.slow],
          rate_allocation: [
            { policy: 'status-error', percent: 60 },
            { policy: 'latency-1000ms', percent: 40 },
          ],
        },
      },
    ],
  ])('is written as the processor takes it: $name', (policy, settings) => {
    const collector = sampled({ policies: [policy] });
    expect(at(samplerSpec(collector), 'config.processors.tail_sampling.policies')).toEqual([settings]);
    expect(networkOf(collector).findings()).toEqual([]);
  });

  it('is found where there are two of one name', () => {
    const collector = sampled({ policies: [failed, SamplingPolicy.status(['ERROR'])] });
    expect(rulesOf(networkOf(collector).findings())).toEqual(['component/options hub/gateway/Sampler/Resource']);
  });

  it.each<[string, () => SamplingPolicy]>([
    ['latency.atLeast', () => SamplingPolicy.latency(Duration.millis(0))],
    ['latency.atMost', () => SamplingPolicy.latency(Duration.seconds(2), { atMost: Duration.seconds(1) })],
    ['probabilistic', () => SamplingPolicy.probabilistic(0)],
    ['probabilistic', () => SamplingPolicy.probabilistic(101)],
    ['status', () => SamplingPolicy.status([])],
    ['stringAttribute', () => SamplingPolicy.stringAttribute('a', [])],
    ['condition', () => SamplingPolicy.condition([], { name: 'a' })],
    ['rateLimiting', () => SamplingPolicy.rateLimiting(0)],
    ['rateLimiting.burst', () => SamplingPolicy.rateLimiting(10, { burst: 5 })],
    ['of', () => SamplingPolicy.of({ type: 'span_count' })],
    ['of', () => SamplingPolicy.of({ name: 'a', type: 'and' })],
    ['and', () => SamplingPolicy.and([])],
    ['drop', () => SamplingPolicy.drop([])],
    ['composite', () => SamplingPolicy.composite(10, [])],
    [
      'composite',
      () =>
        SamplingPolicy.composite(10, [
          { policy: SamplingPolicy.status(['ERROR']), percent: 50 },
          { policy: SamplingPolicy.status(['ERROR']), percent: 20 },
        ]),
    ],
    [
      'composite.percent',
      () =>
        SamplingPolicy.composite(10, [
          { policy: failed, percent: 60 },
          { policy: slow, percent: 60 },
        ]),
    ],
  ])('is refused if it cannot be: %s', (what, make) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(what);
  });
});
