import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  batchProcessor,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  fileStorageExtension,
  jaegerReceiver,
  memoryLimiterProcessor,
  otlpGrpcExporter,
  otlpReceiver,
  Platform,
  PublicSite,
  resourceProcessor,
  type CollectorPipelineProps,
  type Site,
} from '../../constructs';
import { VERSIONS } from '../../imports/versions';
import { at, network, objectOf } from '../helpers';

const KINDS = { hub: PublicSite, edge: EdgeSite };

/** The spec of a collector with one traces pipeline. */
function specOf(
  props: CollectorPipelineProps = {},
  change: (collector: CollectorPipeline) => void = () => undefined,
  kind: keyof typeof KINDS = 'hub',
) {
  const app = network();
  const site: Site = new KINDS[kind](app, 'paris', { cluster: new Cluster('eu-1') });
  const collector = new CollectorPipeline(site, 'gateway', props);
  collector.traces().receive(otlpReceiver()).export(debugExporter());
  change(collector);
  return objectOf(app, 'OpenTelemetryCollector').spec;
}

describe('a collector', { tags: 'collector' }, () => {
  it('is pinned, managed as it is written, and answers probes', () => {
    const spec = specOf();
    expect(spec).toMatchObject({
      image: `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:${VERSIONS.collector}`,
      mode: 'deployment',
      replicas: 1,
      upgradeStrategy: 'none',
      managementState: 'managed',
      networkPolicy: { enabled: false },
      config: {
        extensions: { health_check: { endpoint: '0.0.0.0:13133', path: '/' } },
        service: {
          extensions: ['health_check'],
          telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] } },
        },
      },
    });
  });

  it.each([CollectorMode.deployment(), CollectorMode.statefulset(), CollectorMode.daemonset(), CollectorMode.sidecar()])(
    'has a container that PodSecurity restricted lets in, in every mode',
    (mode) => {
      expect(specOf({ mode })).toMatchObject({
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        resources: {
          requests: { cpu: expect.any(String) as unknown, memory: expect.any(String) as unknown },
          limits: { memory: expect.any(String) as unknown },
        },
      });
    },
  );

  it('listens on all interfaces, but as a sidecar on localhost', () => {
    const receivers = (mode: CollectorMode): unknown =>
      at(
        specOf({ mode }, (collector) => collector.traces().receive(jaegerReceiver({ thriftCompact: {} }))),
        'config.receivers',
      );
    expect(receivers(CollectorMode.deployment())).toEqual({
      otlp: {
        protocols: {
          grpc: { endpoint: '0.0.0.0:4317', keepalive: { server_parameters: { max_connection_age: '5m' } } },
          http: { endpoint: '0.0.0.0:4318' },
        },
      },
      jaeger: { protocols: { thrift_compact: { endpoint: '0.0.0.0:6831' } } },
    });
    expect(receivers(CollectorMode.sidecar())).toEqual({
      otlp: { protocols: { grpc: { endpoint: 'localhost:4317' }, http: { endpoint: 'localhost:4318' } } },
      jaeger: { protocols: { thrift_compact: { endpoint: 'localhost:6831' } } },
    });
  });

  it("goes without the operator's network policy where that would shut a UDP receiver off", () => {
    expect(specOf({}, (collector) => collector.traces().receive(jaegerReceiver({ thriftBinary: {} })))).toMatchObject({
      networkPolicy: { enabled: false },
    });
  });

  it('limits memory first, and on an edge stamps the name of the cluster', () => {
    const processors = (kind: 'hub' | 'edge', change?: (collector: CollectorPipeline) => void): unknown => {
      return at(specOf({}, change, kind), 'config.service.pipelines.traces.processors');
    };
    expect(processors('hub')).toEqual(['memory_limiter']);
    expect(processors('edge')).toEqual(['memory_limiter', 'resource/cluster']);
    const own = (collector: CollectorPipeline): void => {
      collector.traces().process(batchProcessor(), memoryLimiterProcessor({ limitPercentage: 60 }));
    };
    expect(processors('edge', own)).toEqual(['memory_limiter', 'resource/cluster', 'batch']);
    expect(at(specOf({}, own), 'config.processors')).toMatchObject({ memory_limiter: { limit_percentage: 60 } });
    expect(at(specOf({}, undefined, 'edge'), 'config')).toMatchObject({
      processors: { 'resource/cluster': { attributes: [{ key: 'k8s.cluster.name', action: 'upsert', value: 'eu-1' }] } },
    });
  });

  it('has one pipeline for each name, and each component once', () => {
    const app = network();
    const collector = new CollectorPipeline(new PublicSite(app, 'hub'), 'gateway');
    const debug = debugExporter();
    collector.traces().receive(otlpReceiver()).export(debug);
    collector.traces().receive(otlpReceiver()).export(debug, debug);
    collector
      .traces('audit')
      .receive(otlpReceiver())
      .process(resourceProcessor({ name: 'team', attributes: [{ key: 'team', value: 'a', action: 'upsert' }] }))
      .export(debug);
    collector
      .logs()
      .receive(otlpReceiver())
      .export(debugExporter({ name: 'verbose', verbosity: 'detailed' }));
    expect(at(objectOf(app, 'OpenTelemetryCollector'), 'spec.config.service.pipelines')).toEqual({
      traces: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['debug'] },
      'traces/audit': { receivers: ['otlp'], processors: ['memory_limiter', 'resource/team'], exporters: ['debug'] },
      logs: { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['debug/verbose'] },
    });
    expect(app.findings()).toEqual([]);
  });

  it('gives a volume to the group that the image runs as, except on OpenShift, which chooses ids itself', { tags: 'openshift' }, () => {
    const mode = CollectorMode.statefulset({ volumeClaims: [{ name: 'queue', mountPath: '/queue', size: Size.gibibytes(1) }] });
    expect(specOf({ mode })).toMatchObject({
      podSecurityContext: { fsGroup: 10_001 },
      volumeMounts: [{ name: 'queue', mountPath: '/queue' }],
      volumeClaimTemplates: [
        { metadata: { name: 'queue' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      ],
    });
    const app = network();
    const site = new PublicSite(app, 'hub', { cluster: new Cluster('ocp', { platform: Platform.OPENSHIFT }) });
    new CollectorPipeline(site, 'gateway', { mode }).traces().receive(otlpReceiver()).export(debugExporter());
    expect(at(objectOf(app, 'OpenTelemetryCollector'), 'spec.podSecurityContext')).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  it('refuses names that the operator would cut', () => {
    const site = new PublicSite(network(), 'hub', { namespace: 'n'.repeat(30) });
    expect(() => new CollectorPipeline(site, 'x'.repeat(40))).toThrow('at most 39 characters');
    expect(() => new CollectorPipeline(site, 'x'.repeat(39))).toThrow('longer than 63 characters');
    expect(() => new CollectorPipeline(site, 'Gateway')).toThrow('received "Gateway"');
    expect(() => new CollectorPipeline(site, '1st')).toThrow('beginning with a letter');
    expect(() => new CollectorPipeline(site, 'image', { image: '' })).toThrow('received ""');
    expect(() => new CollectorPipeline(site, 'memory', { resources: { memory: Size.mebibytes(1) } })).toThrow('at least 64, received 1');
    expect(() => new CollectorPipeline(site, 'fine').traces('No Label')).toThrow('received "No Label"');
    expect(() => new CollectorPipeline(site, 'cpu', { resources: { millicores: 0.5 } })).toThrow('received 0.5');
  });
});

describe('a mode', { tags: 'collector-operator' }, () => {
  it('carries just what the operator accepts in it', () => {
    const tolerations = [{ key: 'edge', operator: 'Exists' }];
    const at = { nodeSelector: { a: 'b' }, tolerations, priorityClassName: 'high' };
    const podDisruptionBudget = { maxUnavailable: { value: 1 } };
    expect(CollectorMode.deployment({ ...at, replicas: 3 }).spec).toEqual({ mode: 'deployment', ...at, replicas: 3, podDisruptionBudget });
    expect(CollectorMode.daemonset({ ...at, maxUnavailable: 2 }).spec).toEqual({
      mode: 'daemonset',
      ...at,
      daemonSetUpdateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } },
    });
    expect(CollectorMode.statefulset(at).spec).toEqual({ mode: 'statefulset', ...at, replicas: 1, podDisruptionBudget });
    expect(CollectorMode.sidecar().spec).toEqual({ mode: 'sidecar' });
  });

  it('has a fixed number of pods or an autoscaler within its bounds', () => {
    expect(specOf({ mode: CollectorMode.deployment({ autoscaler: { minReplicas: 2, maxReplicas: 5 } }) })).toMatchObject({
      autoscaler: { minReplicas: 2, maxReplicas: 5, targetCPUUtilization: 75 },
    });
    expect(() => CollectorMode.deployment({ replicas: 2, autoscaler: { maxReplicas: 3 } })).toThrow('beside an autoscaler');
    expect(() => CollectorMode.deployment({ autoscaler: { minReplicas: 4, maxReplicas: 3 } })).toThrow('at least 4, received 3');
    expect(() => CollectorMode.deployment({ replicas: -1 })).toThrow('received -1');
    expect(() => CollectorMode.daemonset({ maxUnavailable: 0 })).toThrow('received 0');
    expect(() => CollectorMode.statefulset({ volumeClaims: [{ name: 'q', mountPath: 'queue', size: Size.gibibytes(1) }] })).toThrow(
      'absolute path',
    );
  });
});

describe('a component', () => {
  it.each([
    ['a blank', () => otlpGrpcExporter({ endpoint: 'tempo :4317' }), 'has a blank in it'],
    ['a path', () => otlpGrpcExporter({ endpoint: 'tempo:4317/v1' }), 'has a path'],
    ['no port', () => otlpGrpcExporter({ endpoint: 'tempo' }), 'is not host:port'],
    ['a port out of range', () => otlpGrpcExporter({ endpoint: 'tempo:70000' }), 'out of 1 to 65535'],
    [
      'a queue smaller than a batch',
      () => otlpGrpcExporter({ endpoint: 'tempo:4317', queueSize: Size.kibibytes(256) }),
      'received 256 KiB',
    ],
    ['a retry shorter than its pause', () => otlpGrpcExporter({ endpoint: 'tempo:4317', retryFor: Duration.seconds(10) }), 'received 10 s'],
    ['no OTLP protocol', () => otlpReceiver({ grpc: false, http: false }), 'needs a protocol'],
    ['a receiver port out of range', () => otlpReceiver({ http: { port: 0 } }), 'from 1 to 65535, received 0'],
    ['no Jaeger protocol', () => jaegerReceiver({}), 'at least one protocol'],
    ['a name with a slash', () => debugExporter({ name: 'a/b' }), 'received "a/b"'],
  ])('refuses %s', (_, make, words) => {
    expect(make).toThrow(words);
  });

  it('never shows credentials in an endpoint', () => {
    expect(() => otlpGrpcExporter({ endpoint: 'https://user:hunter2@tempo:4317' })).toThrow(/received "https:\/\/…@tempo:4317"/);
  });

  it('takes what the collector reads from its environment', () => {
    expect(otlpGrpcExporter({ endpoint: '${env:BACKEND}' }).id).toBe('otlp_grpc/env:BACKEND');
  });

  it('takes IPv6 hosts and is named after what it points at', () => {
    expect(otlpGrpcExporter({ endpoint: '[::1]:4317', name: 'six' }).id).toBe('otlp_grpc/six');
    expect(otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317' }).id).toBe('otlp_grpc/tempo.obs.svc');
    expect(otlpGrpcExporter({ endpoint: 'tempo.obs.svc:443' }).id).toBe('otlp_grpc/tempo.obs.svc:443');
  });
});

describe('volumes of a collector', () => {
  it('are mounted beside those that components bring, and serve as the place of a storage', () => {
    const spec = specOf({
      volumes: [
        { name: 'tls', mountPath: '/etc/tls', source: { secret: { secretName: 'backend-ca' } }, readOnly: true },
        { name: 'queue', mountPath: '/var/lib/otelcol', source: { persistentVolumeClaim: { claimName: 'queue' } } },
      ],
    });
    expect(spec).toMatchObject({
      volumeMounts: [
        { name: 'tls', mountPath: '/etc/tls', readOnly: true },
        { name: 'queue', mountPath: '/var/lib/otelcol' },
      ],
      volumes: [
        { name: 'tls', secret: { secretName: 'backend-ca' } },
        { name: 'queue', persistentVolumeClaim: { claimName: 'queue' } },
      ],
    });
    const stored = specOf(
      {
        mode: CollectorMode.statefulset(),
        volumes: [{ name: 'queue', mountPath: '/var/lib/otelcol', source: { persistentVolumeClaim: { claimName: 'queue' } } }],
      },
      (collector) =>
        collector.traces().export(otlpGrpcExporter({ endpoint: 'tempo.obs.svc:4317', sendingQueue: { storage: fileStorageExtension() } })),
    );
    expect(at(stored, 'volumes')).toEqual([{ name: 'queue', persistentVolumeClaim: { claimName: 'queue' } }]);
  });

  it.each([
    ['has no source', [{ name: 'other', mountPath: '/other' }]],
    ['a volume claim of the mode is called "data" too', [{ name: 'data', mountPath: '/other', source: { emptyDir: {} } }]],
    ['two volumes are mounted at "/data/"', [{ name: 'other', mountPath: '/data/', source: { emptyDir: {} } }]],
  ])('cannot be: %s', (words, volumes) => {
    const volumeClaims = [{ name: 'data', mountPath: '/data', size: Size.gibibytes(1) }];
    expect(() => specOf({ volumes, mode: CollectorMode.statefulset({ volumeClaims }) })).toThrow(words);
  });

  it('are no place for a queue if they are only read', () => {
    const volumes = [{ name: 'read', mountPath: '/var/lib/otelcol', readOnly: true, source: { configMap: { name: 'read' } } }];
    const spec = specOf({ volumes }, (collector) =>
      collector.traces().export(otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', queue: 'disk' })),
    );
    expect(at(spec, 'volumeMounts.1')).toEqual({ name: 'file-storage-tempo', mountPath: '/var/lib/otelcol/storage-tempo' });
  });
});
