import { Chart, Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  CollectorMode,
  CollectorPipeline,
  fileLogReceiver,
  fileStorageExtension,
  headersSetterExtension,
  healthCheckExtension,
  jaegerReceiver,
  oauth2clientExtension,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  pprofExtension,
  zpagesExtension,
} from '../../constructs';
import { at, gateway, specOf } from '../helpers';

const OTLP_HTTP = 'https://otlp.example.com';
/** A collector with the file of `auth`. */
const identified = (): CollectorPipeline =>
  gateway({ volumes: [{ name: 'id', mountPath: '/id', readOnly: true, source: { secret: { secretName: 'id' } } }] });
const auth = (name?: string) => ({
  authenticator: oauth2clientExtension({
    name,
    clientId: 'shop',
    clientSecretFile: '/id/secret',
    tokenUrl: 'https://id.example.com/token',
  }),
});

describe('an extension that options refer to', () => {
  it('is named by its id, brought along and enabled, once', () => {
    const collector = identified();
    const shared = auth('own');
    collector
      .traces()
      .export(
        otlpHttpExporter({ endpoint: OTLP_HTTP, name: 'a', auth: shared }),
        otlpHttpExporter({ endpoint: OTLP_HTTP, name: 'b', auth: shared }),
      );
    collector.logs().export(otlpHttpExporter({ endpoint: OTLP_HTTP, name: 'c', auth: auth('own') }));
    expect(at(specOf(collector), 'config')).toMatchObject({
      exporters: {
        'otlp_http/a': { auth: { authenticator: 'oauth2client/own' } },
        'otlp_http/c': { auth: { authenticator: 'oauth2client/own' } },
      },
      extensions: { 'oauth2client/own': { client_id: 'shop', client_secret_file: '/id/secret' } },
      service: { extensions: ['health_check', 'oauth2client/own'] },
    });
  });

  it.each<[string, (collector: CollectorPipeline) => unknown]>([
    [
      'another extension',
      (c) => c.addExtension(headersSetterExtension({ additionalAuth: auth().authenticator, headers: [{ key: 'a', value: 'b' }] })),
    ],
    ['a receiver over OTLP', (c) => c.traces().receive(otlpReceiver({ name: 'a', grpc: false, http: { port: 5318, auth: auth() } }))],
    ['a receiver for Jaeger', (c) => c.traces().receive(jaegerReceiver({ grpc: { auth: auth() } }))],
    ['an exporter over OTLP/gRPC', (c) => c.traces().export(otlpGrpcExporter({ endpoint: 'otlp.example.com:443', auth: auth() }))],
  ])('is brought by %s', (_, change) => {
    const collector = identified();
    change(collector);
    expect(at(specOf(collector), 'config.service.extensions')).toContain('oauth2client');
  });
});

describe('an extension that is added', () => {
  it('is enabled beside the one that answers probes, whatever the order', () => {
    expect(at(specOf(gateway().addExtension(zpagesExtension()).addExtension(pprofExtension())), 'config')).toMatchObject({
      extensions: { pprof: {}, zpages: {} },
      service: { extensions: ['health_check', 'pprof', 'zpages'] },
    });
  });

  it('takes the place of the one that answers probes, if it is of its type', () => {
    const own = healthCheckExtension({ name: 'own', endpoint: '0.0.0.0:14000' });
    const config = at(specOf(gateway().addExtension(own)), 'config');
    expect(config).toMatchObject({ service: { extensions: ['health_check/own'] } });
    expect(at(config, 'extensions')).toEqual({ 'health_check/own': { endpoint: '0.0.0.0:14000', path: '/' } });
  });
});

describe('a storage in files', () => {
  const stored = (collector: CollectorPipeline, storage = fileStorageExtension()): unknown => {
    collector.traces().export(otlpHttpExporter({ endpoint: OTLP_HTTP, sendingQueue: { storage } }));
    return specOf(collector);
  };

  it('comes with a bounded volume that it is mounted at', () => {
    const spec = stored(gateway());
    expect(spec).toMatchObject({
      volumeMounts: [{ name: 'file-storage', mountPath: '/var/lib/otelcol/storage' }],
      volumes: [{ name: 'file-storage', emptyDir: { sizeLimit: '1Gi' } }],
      config: {
        extensions: { file_storage: { directory: '/var/lib/otelcol/storage', create_directory: true } },
        exporters: { 'otlp_http/otlp.example.com': { sending_queue: { enabled: true, storage: 'file_storage' } } },
      },
    });
  });

  it('has its own options, in the units of the collector', () => {
    const compaction = { onRebound: true, reboundNeededThreshold: Size.mebibytes(200), checkInterval: Duration.seconds(5) };
    const spec = stored(
      gateway(),
      fileStorageExtension({ name: 'queues', directory: '/queues', emptyDirSize: Size.gibibytes(3), compaction }),
    );
    expect(spec).toMatchObject({
      volumeMounts: [{ name: 'file-storage-queues', mountPath: '/queues' }],
      volumes: [{ name: 'file-storage-queues', emptyDir: { sizeLimit: '3Gi' } }],
    });
    expect(at(spec, 'config.extensions.file_storage/queues')).toEqual({
      directory: '/queues',
      create_directory: true,
      compaction: { directory: '/queues', on_rebound: true, rebound_needed_threshold_mib: 200, check_interval: '5s' },
    });
  });

  it.each(['/queues', '/queues/'])("uses a volume of the collector's mode that is mounted above it: %s", (mountPath) => {
    const mode = CollectorMode.statefulset({ volumeClaims: [{ name: 'queues', mountPath, size: Size.gibibytes(8) }] });
    const spec = stored(gateway({ mode }), fileStorageExtension({ directory: '/queues/otlp' }));
    expect(spec).toMatchObject({ volumeMounts: [{ name: 'queues', mountPath }] });
    expect(spec).not.toHaveProperty('volumes');
    expect(stored(gateway({ mode }), fileStorageExtension({ directory: '/queues-too' }))).toHaveProperty('volumes');
  });

  it('is one for queues and offsets together', () => {
    const collector = gateway();
    const storage = fileStorageExtension();
    collector.logs().receive(fileLogReceiver({ include: ['/var/lib/otelcol/storage/*.log'], storage }));
    expect(stored(collector, storage)).toMatchObject({
      volumes: [{ name: 'file-storage' }],
      config: { receivers: { file_log: { storage: 'file_storage' } } },
    });
  });

  it.each([{ name: 'Queues' }, { directory: 'queues' }, { directory: '/two words' }])('refuses %o', (options) => {
    expect(() => fileStorageExtension(options)).toThrow(ArgumentError);
  });
});

describe('a load-balanced exporter', () => {
  it('looks the pods of a collector up and keeps traces together', () => {
    const collector = gateway();
    const otlp = otlpReceiver({ grpc: { port: 5317 } });
    const pods = new CollectorPipeline(Chart.of(collector), 'sampler', { mode: CollectorMode.statefulset({ replicas: 3 }) });
    pods
      .traces()
      .receive(otlp)
      .export(otlpGrpcExporter({ endpoint: 'tempo:4317', insecure: true }));
    const exporter = pods.loadBalancedExporter(otlp, { retryFor: Duration.hours(1) });
    collector.traces().export(exporter);
    expect(at(specOf(collector), 'config.exporters.load_balancing/sampler')).toMatchObject({
      routing_key: 'traceID',
      resolver: { dns: { hostname: 'sampler-collector-headless.telemetry.svc', port: '5317' } },
      protocol: { otlp: { tls: { insecure: true }, sending_queue: { enabled: false } } },
      retry_on_failure: { max_elapsed_time: '1h' },
    });
    expect(pods.loadBalancedExporter(otlp, { name: 'own', routingKey: 'service' }).id).toBe('load_balancing/own');
  });

  it('needs pods with a Service, and gRPC', () => {
    const sidecar = gateway({ mode: CollectorMode.sidecar() });
    expect(() => sidecar.loadBalancedExporter(otlpReceiver())).toThrow('a sidecar has no Service');
    expect(() => gateway().loadBalancedExporter(otlpReceiver({ grpc: false }))).toThrow('gRPC protocol switched off');
  });
});
