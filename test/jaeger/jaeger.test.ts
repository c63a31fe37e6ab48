import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { CollectorPipeline, JaegerAllInOne, JaegerStorage, otlpReceiver, PublicSite } from '../../constructs';
import { at, network, objectOf } from '../helpers';

describe('Jaeger', { tags: 'jaeger-all-in-one' }, () => {
  it('is one pod of Jaeger v2: OTLP in, UI out, a bounded storage in memory', () => {
    const app = network();
    const jaeger = new JaegerAllInOne(new PublicSite(app, 'hub'), 'jaeger');
    expect(objectOf(app, 'OpenTelemetryCollector', 'jaeger').spec).toMatchObject({
      mode: 'deployment',
      replicas: 1,
      deploymentUpdateStrategy: { type: 'Recreate' },
      image: expect.stringMatching(/^jaegertracing\/jaeger:2\./) as unknown,
      config: {
        receivers: { otlp: { protocols: { grpc: { endpoint: '0.0.0.0:4317' } } } },
        exporters: { jaeger_storage_exporter: { trace_storage: 'main' } },
        extensions: {
          healthcheckv2: { use_v2: true, http: { endpoint: '0.0.0.0:13133' } },
          jaeger_query: { storage: { traces: 'main' }, http: { endpoint: '0.0.0.0:16686' } },
          jaeger_storage: { backends: { main: { memory: { max_traces: 25_000 } } } },
        },
        service: { extensions: ['healthcheckv2', 'jaeger_query', 'jaeger_storage'] },
      },
    });
    expect(jaeger.workloadName).toBe('jaeger-collector');
    expect(app.findings()).toEqual([]);
  });

  it('keeps traces on a volume with Badger', () => {
    const app = network();
    const storage = JaegerStorage.badger({ size: Size.gibibytes(50), retention: Duration.days(7), storageClassName: 'fast' });
    new JaegerAllInOne(new PublicSite(app, 'hub'), 'jaeger', { storage });
    expect(objectOf(app, 'OpenTelemetryCollector', 'jaeger').spec).toMatchObject({
      mode: 'statefulset',
      replicas: 1,
      podSecurityContext: { fsGroup: 10_001 },
      volumeMounts: [{ name: 'badger', mountPath: '/badger' }],
      volumeClaimTemplates: [{ spec: { storageClassName: 'fast', resources: { requests: { storage: '50Gi' } } } }],
      config: {
        extensions: {
          jaeger_storage: {
            backends: {
              main: {
                badger: { directories: { keys: '/badger/keys', values: '/badger/values' }, ephemeral: false, ttl: { spans: '168h' } },
              },
            },
          },
        },
      },
    });
  });

  it('gives pipelines of its cluster an exporter to its Service', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub', { namespace: 'obs' });
    const jaeger = new JaegerAllInOne(hub, 'jaeger');
    new CollectorPipeline(hub, 'gateway').traces().receive(otlpReceiver()).export(jaeger.exporter());
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'gateway'), 'spec.config.exporters')).toMatchObject({
      'otlp_grpc/jaeger': { endpoint: 'jaeger-collector.obs.svc:4317', tls: { insecure: true } },
    });
  });

  it('refuses a storage without bounds', () => {
    expect(() => JaegerStorage.memory({ maxTraces: 0 })).toThrow('at least 1, received 0');
    expect(() => JaegerStorage.badger({ retention: Duration.millis(1) })).toThrow('received 1');
  });
});
