import { describe, expect, it } from 'vitest';

import { at } from '../helpers';
import { Example } from './example';

describe('examples/signals', () => {
  it('keeps failed, slow and one in ten of other traces, whole in two pods', async () => {
    const example = await Example.of('signals');
    expect(example.config('hub', 'gateway', 'exporters.load_balancing/sampler')).toMatchObject({
      routing_key: 'traceID',
      resolver: { dns: { hostname: 'sampler-collector-headless.telemetry.svc' } },
    });
    expect(example.spec('hub', 'OpenTelemetryCollector', 'sampler')).toMatchObject({ mode: 'statefulset', replicas: 2 });
    expect(example.config('hub', 'sampler', 'processors.tail_sampling')).toMatchObject({
      decision_wait: '10s',
      policies: [{ status_code: { status_codes: ['ERROR'] } }, { latency: { threshold_ms: 500 } }, { type: 'probabilistic' }],
    });
  });

  it('makes metrics of all spans at the gateway, drops logs below a severity, and names a tenant from a Secret', async () => {
    const example = await Example.of('signals');
    expect(example.pipeline('hub', 'gateway', 'traces')).toMatchObject({ exporters: ['load_balancing/sampler', 'span_metrics'] });
    expect(example.pipeline('hub', 'gateway', 'metrics')).toMatchObject({ receivers: ['otlp', 'span_metrics'] });
    expect(example.config('hub', 'gateway', 'processors.filter.log_conditions')).toEqual(['log.severity_number < SEVERITY_NUMBER_INFO']);
    expect(example.config('hub', 'gateway', 'exporters.otlp_http/loki.headers')).toEqual({ 'X-Scope-OrgID': '${env:BACKENDS__TENANT}' });
    expect(example.spec('hub', 'OpenTelemetryCollector', 'gateway', 'env')).toContainEqual({
      name: 'BACKENDS__TENANT',
      valueFrom: { secretKeyRef: { name: 'backends', key: 'tenant' } },
    });
  });

  it('keeps unsent data on the disk of the node, without the queries of URLs, and may list pods', async () => {
    const example = await Example.of('signals');
    expect(example.config('shop-17', 'agent', 'exporters.otlp_grpc/ingest.sending_queue')).toMatchObject({
      storage: 'file_storage',
      queue_size: 512 * 2 ** 20,
    });
    expect(example.spec('shop-17', 'OpenTelemetryCollector', 'agent')).toMatchObject({
      mode: 'daemonset',
      volumes: [{ emptyDir: { sizeLimit: '5Gi' } }],
    });
    expect(example.pipeline('shop-17', 'agent', 'traces')).toMatchObject({
      processors: ['memory_limiter', 'resource/cluster', 'k8s_attributes', 'transform'],
    });
    expect(example.object('shop-17', 'ClusterRole')).toMatchObject({ rules: [{ resources: ['pods'], verbs: ['list', 'watch'] }] });
  });
});

describe('examples/cluster-telemetry', () => {
  it('reads logs and metrics on each node, in a privileged namespace, and keeps unsent logs on the node', async () => {
    const example = await Example.of('cluster-telemetry');
    expect(example.pipeline('shop-17', 'node', 'logs')).toMatchObject({ receivers: ['file_log/pod-logs'] });
    expect(example.pipeline('shop-17', 'node', 'metrics')).toMatchObject({ receivers: ['host_metrics', 'kubelet_stats'] });
    expect(example.config('shop-17', 'node', 'receivers.file_log/pod-logs.exclude')).toContain('/var/log/pods/kube-system_*_*/*/*');
    expect(example.config('shop-17', 'node', 'exporters.otlp_grpc/ingest.sending_queue.storage')).toBe('file_storage/pod-logs');
    const node = example.object('shop-17', 'OpenTelemetryCollector', 'node');
    expect(node.spec).toMatchObject({ mode: 'daemonset', tolerations: [{ operator: 'Exists' }] });
    expect(node.spec?.['volumes']).toContainEqual(
      expect.objectContaining({ hostPath: { path: '/var/lib/otelcol/node-agents.node/pod-logs', type: 'DirectoryOrCreate' } }),
    );
    expect(node.metadata.namespace).toBe('node-agents');
    expect(example.object('shop-17', 'Namespace', 'node-agents').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
  });

  it('reads objects and events of the cluster in two pods, of which a lease elects one', async () => {
    const example = await Example.of('cluster-telemetry');
    expect(example.spec('shop-17', 'OpenTelemetryCollector', 'cluster')).toMatchObject({ mode: 'deployment', replicas: 2 });
    for (const [receiver, lease] of [
      ['k8s_cluster', 'cluster-metrics'],
      ['k8s_objects/cluster-events', 'cluster-events'],
    ] as const) {
      expect(example.config('shop-17', 'cluster', `receivers.${receiver}.k8s_leader_elector`)).toBe(`k8s_leader_elector/${lease}`);
      expect(example.config('shop-17', 'cluster', `extensions.k8s_leader_elector/${lease}.lease_name`)).toBe(`cluster-${lease}`);
    }
    expect(example.object('shop-17', 'ClusterRole', 'telemetry.cluster.collector')).toMatchObject({
      rules: expect.arrayContaining([{ apiGroups: ['events.k8s.io'], resources: ['events'], verbs: ['list', 'watch'] }]) as unknown,
    });
    expect(example.pipeline('hub', 'gateway', 'logs')).toMatchObject({ exporters: ['otlp_http/loki'] });
  });
});

describe('examples/edge-gateway', () => {
  const SIGNALS = ['traces', 'metrics', 'logs'];

  it('sends all signals of node agent and sidecar to the buffer, and only the buffer sends to the hub', async () => {
    const example = await Example.of('edge-gateway');
    const endpoint = (collector: string): unknown => example.config('shop-17', collector, 'exporters.otlp_grpc/ingest.endpoint');
    for (const collector of ['node', 'till']) {
      expect(endpoint(collector)).toBe('ingest-buffer-collector.telemetry.svc:4317');
      for (const signal of SIGNALS) {
        expect(example.pipeline('shop-17', collector, signal)).toMatchObject({ receivers: ['otlp'], exporters: ['otlp_grpc/ingest'] });
      }
    }
    expect(endpoint('ingest-buffer')).toBe('ingest.telemetry.svc:4317');
    expect(example.spec('shop-17', 'Listener', 'ingest', 'routingKey')).toBe('hub.ingest');
  });

  it('buffers on a volume that outlives pods, as large as the outage needs, and never stops to retry', async () => {
    const example = await Example.of('edge-gateway');
    const exporter = example.config('shop-17', 'ingest-buffer', 'exporters.otlp_grpc/ingest');
    expect(exporter).toMatchObject({ retry_on_failure: { max_elapsed_time: '0s' }, sending_queue: { storage: 'file_storage/ingest' } });
    // Eight hours with 50 spans of at least 1 KB each second.
    expect(at(exporter, 'sending_queue.queue_size')).toBeGreaterThan(8 * 3600 * 50 * 1000);
    expect(example.spec('shop-17', 'OpenTelemetryCollector', 'ingest-buffer')).toMatchObject({
      mode: 'statefulset',
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain' },
      volumeClaimTemplates: [{ metadata: { name: 'buffer' } }],
    });
  });

  it('puts a sidecar into an application, which its policy lets reach customers and database', async () => {
    const example = await Example.of('edge-gateway');
    expect(example.spec('shop-17', 'Deployment', undefined, 'template.metadata.annotations')).toEqual({
      'sidecar.opentelemetry.io/inject': 'till',
    });
    const policies = JSON.stringify(example.objects('shop-17', 'NetworkPolicy'));
    expect(policies).toContain('"cidr":"203.0.113.0/24"');
    expect(policies).toContain('"shop":"true"');
    expect(example.spec('hub', 'OpenTelemetryCollector', 'ingester', 'autoscaler')).toMatchObject({ minReplicas: 2, maxReplicas: 6 });
  });
});

describe('examples/auto-instrumentation', () => {
  it('marks the pods of each program with its agent, its containers and its library', async () => {
    const example = await Example.of('auto-instrumentation');
    const marks = Object.fromEntries(
      example.objects('shop', 'Deployment').map(({ spec }) => {
        const names = (at(spec, 'template.spec.containers') as { name: string }[]).map(({ name }) => name);
        return [names.join(), at(spec, 'template.metadata.annotations')];
      }),
    );
    const inject = 'instrumentation.opentelemetry.io';
    expect(marks).toEqual({
      orders: { [`${inject}/inject-java`]: 'beside', 'sidecar.opentelemetry.io/inject': 'sidecar' },
      basket: { [`${inject}/inject-nodejs`]: 'agents' },
      pricing: { [`${inject}/inject-python`]: 'agents', [`${inject}/otel-python-platform`]: 'musl' },
      'web,worker': {
        [`${inject}/inject-dotnet`]: 'agents',
        [`${inject}/dotnet-container-names`]: 'web',
        [`${inject}/inject-python`]: 'agents',
        [`${inject}/python-container-names`]: 'worker',
      },
      till: { [`${inject}/inject-go`]: 'telemetry/agents', [`${inject}/otel-go-auto-target-exe`]: '/usr/bin/till' },
    });
    expect(example.spec('shop', 'CronJob', 'nightly', 'jobTemplate.spec.template.metadata.annotations')).toEqual({
      [`${inject}/inject-java`]: 'agents',
    });
  });

  it('sends from agents to the sidecar or to the gateway, without the signals that these do not receive', async () => {
    const example = await Example.of('auto-instrumentation');
    const off = (signal: string): object => ({ name: `OTEL_${signal}_EXPORTER`, value: 'none' });
    expect(example.spec('shop', 'Instrumentation', 'beside')).toMatchObject({
      exporter: { endpoint: 'http://localhost:4318' },
      env: [{}, off('METRICS'), off('LOGS')],
    });
    expect(example.spec('shop', 'Instrumentation', 'agents')).toMatchObject({
      exporter: { endpoint: 'http://gateway-collector.telemetry.svc:4318' },
      env: [{}, off('LOGS')],
      sampler: { type: 'parentbased_traceidratio', argument: '0.1' },
      resource: { resourceAttributes: { 'deployment.environment.name': 'production' } },
      nodejs: { image: 'registry.example.com/agents/nodejs:4.2.0' },
    });
  });

  it('has the pod with the agent for Go in a privileged namespace', async () => {
    const example = await Example.of('auto-instrumentation');
    expect(example.object('shop', 'Namespace', 'watched').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
    expect(example.objects('shop', 'Deployment').filter(({ metadata }) => metadata.namespace === 'watched')).toHaveLength(1);
  });
});

describe('examples/own-workload', () => {
  it('reaches a database and a host of the hub by Services at the edge', async () => {
    const example = await Example.of('own-workload');
    expect(example.object('hub', 'AttachedConnector', 'orders-db')).toMatchObject({
      metadata: { namespace: 'orders' },
      spec: { selector: 'app.kubernetes.io/name=postgresql', port: 5432 },
    });
    expect(example.spec('hub', 'Connector', 'registry')).toMatchObject({ host: 'registry.corp.example.com', port: 443 });
    for (const address of ['orders-db', 'registry']) {
      expect(example.spec('shop', 'Listener', address, 'routingKey')).toBe(`hub.${address}`);
    }
    expect(example.spec('shop', 'Deployment', undefined, 'template.spec.containers.0.env')).toEqual([
      { name: 'DATABASE', value: 'orders-db.telemetry.svc:5432' },
    ]);
  });

  it('reaches the application of the edge from the hub, by its pods and by its Service', async () => {
    const example = await Example.of('own-workload');
    const labels = example.spec('shop', 'Deployment', undefined, 'template.metadata.labels') as Record<string, string>;
    const [[key, value] = expect.fail()] = Object.entries(labels);
    expect(example.spec('shop', 'Connector', 'till')).toMatchObject({ selector: `${key}=${value}`, port: 8080 });
    expect(example.spec('shop', 'Connector', 'till-by-service')).toMatchObject({ host: 'till-service.telemetry.svc', port: 80 });
    expect(example.spec('hub', 'Listener', 'till')).toMatchObject({ port: 8080, routingKey: 'shop.till' });
    expect(example.spec('hub', 'Listener', 'till-by-service')).toMatchObject({ port: 80, routingKey: 'shop.till-by-service' });
    expect(example.spec('shop', 'Deployment', undefined, 'template.metadata.annotations')).toEqual({
      'sidecar.opentelemetry.io/inject': 'sidecar',
    });
  });
});

describe('examples/without-skupper', () => {
  it('has a collector and Jaeger in one namespace, and neither the namespace nor an object of Skupper', async () => {
    const example = await Example.of('without-skupper');
    expect(example.siteNames).toEqual([]);
    const objects = example.objects('observability');
    expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['observability']));
    expect(objects.filter(({ apiVersion, kind }) => apiVersion.startsWith('skupper.io') || kind === 'Namespace')).toEqual([]);
  });

  it('sends generated traces to two pods of the collector, and from there to Jaeger', async () => {
    const example = await Example.of('without-skupper');
    const args = example.spec('observability', 'Deployment', 'demo', 'template.spec.containers.0.args');
    expect(args).toContain('--otlp-endpoint=collector-collector.observability.svc:4317');
    expect(example.spec('observability', 'OpenTelemetryCollector', 'collector', 'replicas')).toBe(2);
    expect(example.config('observability', 'collector', 'exporters.otlp_grpc/jaeger.endpoint')).toBe(
      'jaeger-collector.observability.svc:4317',
    );
    expect(example.pipeline('observability', 'jaeger', 'traces')).toMatchObject({ exporters: ['jaeger_storage_exporter'] });
  });
});
