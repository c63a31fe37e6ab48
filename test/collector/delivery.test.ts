import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  batchProcessor,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  fileStorageExtension,
  forwardConnector,
  hostMetricsReceiver,
  JaegerAllInOne,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  outageCovered,
  prometheusRemoteWriteExporter,
  PublicSite,
  SiteLink,
  type CollectorPipelineProps,
  type DeliveryOptions,
  type OtlpGrpcExporter,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf } from '../helpers';
import { printedWarnings } from '../printed';

const MIB = 2 ** 20;
const ASKED_FOR = { severity: 'off', reason: 'asked for here' } as const;

/** What the exporter of a collector has in place of a queue, beside what it retries. */
function deliveryOf(app: TelemetryNetwork, collector: string, exporter: string): { queue: unknown; retry: unknown; timeout: unknown } {
  const settings = at(objectOf(app, 'OpenTelemetryCollector', collector).spec, `config.exporters.${exporter}`);
  return { queue: at(settings, 'sending_queue'), retry: at(settings, 'retry_on_failure.enabled'), timeout: at(settings, 'timeout') };
}

/** A hub whose gateway sends to Jaeger and an edge whose agent sends to the gateway. */
function pair(
  options: DeliveryOptions = {},
  props: { readonly gateway?: CollectorPipelineProps; readonly agent?: CollectorPipelineProps } = {},
): { app: TelemetryNetwork; gateway: CollectorPipeline; agent: CollectorPipeline; hub: PublicSite } {
  const app = network({ rules: { 'queue/held-in-memory': ASKED_FOR, 'connector/counts-tries': ASKED_FOR } });
  const hub = new PublicSite(app, 'hub');
  const otlp = otlpReceiver();
  const gateway = new CollectorPipeline(hub, 'gateway', props.gateway);
  gateway.traces().receive(otlp).export(new JaegerAllInOne(hub, 'jaeger').exporter());
  const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar(), ...props.agent });
  agent
    .traces()
    .receive(otlp)
    .export(edge.exporterTo(hub.expose(gateway, otlp, { address: 'ingest' }), options));
  return { app, gateway, agent, hub };
}

describe('what an exporter to an address cannot send at once', () => {
  it('waits in a bounded queue on disk that makes the batches, and is tried for ever', () => {
    const { app } = pair();
    const { spec } = objectOf(app, 'OpenTelemetryCollector', 'agent');
    const exporter = at(spec, 'config.exporters.otlp_grpc/ingest');
    expect(exporter).toMatchObject({
      retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
      sending_queue: { enabled: true, sizer: 'bytes', queue_size: 64 * MIB, storage: 'file_storage/ingest', batch: { sizer: 'bytes' } },
    });
    expect(at(spec, 'config.extensions.file_storage/ingest')).toMatchObject({
      directory: '/var/lib/otelcol/storage-ingest',
      recreate: true,
    });
    // What is in a file takes more than its size: the pod is not to be evicted for it.
    expect(at(spec, 'volumes')).toEqual([{ name: 'file-storage-ingest', emptyDir: { sizeLimit: '256Mi' } }]);
    expect(at(spec, 'volumeMounts')).toEqual([{ name: 'file-storage-ingest', mountPath: '/var/lib/otelcol/storage-ingest' }]);
  });

  it('has a volume for the queues of all the signals that it sends', () => {
    const [one, two] = [pair({ queueSize: Size.mebibytes(100) }), pair({ queueSize: Size.mebibytes(100) })];
    two.gateway.logs().receive(otlpReceiver()).export(debugExporter());
    const exporter = two.agent.traces().exporters.find(({ kind }) => kind === 'exporter') as OtlpGrpcExporter;
    two.agent.logs().receive(otlpReceiver()).export(exporter);
    const sizeOf = (of: TelemetryNetwork): unknown =>
      at(objectOf(of, 'OpenTelemetryCollector', 'agent').spec, 'volumes.0.emptyDir.sizeLimit');
    expect([sizeOf(one.app), sizeOf(two.app)]).toEqual(['364Mi', '728Mi']);
  });

  it('is one for all exporters of a name', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const otlp = otlpReceiver();
    const gateway = new CollectorPipeline(hub, 'gateway');
    gateway.traces().receive(otlp).export(debugExporter());
    gateway.logs().receive(otlp).export(debugExporter());
    const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    const agent = new CollectorPipeline(edge, 'agent');
    agent.traces().receive(otlp).export(edge.exporterTo(ingest));
    agent.logs().receive(otlp).export(edge.exporterTo(ingest));
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'agent').spec, 'volumes')).toEqual([
      { name: 'file-storage-ingest', emptyDir: { sizeLimit: '512Mi' } },
    ]);
  });

  it('is found again however the program is changed elsewhere', () => {
    const place = (change: (made: ReturnType<typeof pair>) => void): unknown => {
      const made = pair();
      change(made);
      const { spec } = objectOf(made.app, 'OpenTelemetryCollector', 'agent');
      return [Object.keys(at(spec, 'config.exporters') as object).at(-1), at(spec, 'config.extensions.file_storage/ingest.directory')];
    };
    const usual = place(() => undefined);
    expect(usual).toEqual(['otlp_grpc/ingest', '/var/lib/otelcol/storage-ingest']);
    expect(
      place(({ agent, gateway, hub }) => {
        agent.traces().export(debugExporter());
        gateway.logs().receive(otlpReceiver()).export(debugExporter());
        hub.expose(gateway, otlpReceiver({ name: 'other', grpc: { port: 14317 }, http: false }), { address: 'a-first' });
        gateway.traces().receive(otlpReceiver({ name: 'other', grpc: { port: 14317 }, http: false }));
      }),
    ).toEqual(usual);
  });

  it('lasts for an outage that is said, with a volume for that', () => {
    const { app } = pair({ outage: { lasts: Duration.hours(1), spansPerSecond: 200, spanSize: Size.kibibytes(0.5) } });
    const { spec } = objectOf(app, 'OpenTelemetryCollector', 'agent');
    const queueSize = Size.mebibytes(352);
    expect(at(spec, 'config.exporters.otlp_grpc/ingest.sending_queue.queue_size')).toBe(queueSize.toKibibytes() * 1024);
    expect(outageCovered(queueSize, { spansPerSecond: 200, spanSize: Size.kibibytes(0.5) }).toMinutes({ integral: false })).toBeCloseTo(
      60,
      0,
    );
    expect(at(spec, 'volumes.0.emptyDir.sizeLimit')).toBe('1120Mi');
  });

  it('is sent one batch after the other where there are metrics, whose samples have to arrive in order', () => {
    const { app, agent, gateway } = pair();
    const consumersOf = (collector: string, exporter: string): unknown =>
      at(objectOf(app, 'OpenTelemetryCollector', collector).spec, `config.exporters.${exporter}.sending_queue.num_consumers`);
    const host = hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {} } });
    const to = (name: string) => otlpGrpcExporter({ name, endpoint: `${name}.obs.svc:4317`, insecure: true });
    agent
      .metrics()
      .receive(otlpReceiver())
      .export(to('metrics'), otlpGrpcExporter({ name: 'own', endpoint: 'own:4317', sendingQueue: { numConsumers: 7 } }));
    agent.logs().receive(otlpReceiver()).export(to('logs'));
    gateway.metrics().receive(host).export(to('mimir'));
    expect(['ingest', 'metrics', 'own', 'logs'].map((name) => consumersOf('agent', `otlp_grpc/${name}`))).toEqual([4, 1, 7, undefined]);
    expect(consumersOf('gateway', 'otlp_grpc/mimir')).toBe(1);
  });

  it('is synced to the disk where that is asked for, also where there would be no queue', () => {
    const { app, gateway } = pair({ fsync: true });
    const tempo = otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true, fsync: true });
    gateway.traces().export(tempo);
    const synced = (collector: string, storage: string): unknown =>
      at(objectOf(app, 'OpenTelemetryCollector', collector).spec, `config.extensions.${storage}.fsync`);
    expect([synced('agent', 'file_storage/ingest'), synced('gateway', 'file_storage/tempo')]).toEqual([true, true]);
    expect(printedWarnings()).toEqual(['queue/held-in-pod hub/gateway/Resource']);
  });

  it('goes to a volume of the program where one is mounted above', () => {
    const volumeClaims = [{ name: 'data', mountPath: '/var/lib/otelcol', size: Size.gibibytes(1) }];
    const { app } = pair({}, { agent: { mode: CollectorMode.statefulset({ volumeClaims }) } });
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'agent').spec, 'volumes')).toBeUndefined();
  });

  it('waits in memory, or is refused at once, where that is asked for', () => {
    expect(deliveryOf(pair({ queue: 'memory' }).app, 'agent', 'otlp_grpc/ingest')).toMatchObject({
      queue: { queue_size: 32 * MIB },
      retry: true,
    });
    expect(deliveryOf(pair({ queue: 'none' }).app, 'agent', 'otlp_grpc/ingest')).toMatchObject({ queue: { enabled: false }, retry: false });
  });

  it('has options that go together', () => {
    const size = Size.mebibytes(4);
    expect(() => pair({ queue: 'none', queueSize: size })).toThrow('"none" goes without queueSize');
    expect(() => pair({ queue: 'none', fsync: true })).toThrow('"none" goes without fsync');
    expect(() => pair({ queue: 'memory', fsync: true })).toThrow(/fsync.*received a queue in memory/s);
    expect(() => pair({ fsync: true, sendingQueue: { storage: fileStorageExtension() } })).toThrow('fsync as an option');
    expect(() => pair({ queue: 'none', retryFor: Duration.hours(1) })).toThrow('"none" goes without retryFor');
    expect(() => pair({ queue: 'memory', sendingQueue: { storage: fileStorageExtension() } })).toThrow('has no storage');
    expect(() => pair({ queueSize: Size.mebibytes(1) })).toThrow('received 1024 KiB');
    expect(() => pair({ outage: { lasts: Duration.seconds(0), spansPerSecond: 1 } })).toThrow(/outage\.lasts.*has to be above zero/s);
    expect(() => pair({ outage: { lasts: Duration.hours(1), spansPerSecond: 0 } })).toThrow('above zero, received 0');
    expect(() => outageCovered(size, { spansPerSecond: 1, spanSize: Size.kibibytes(0) })).toThrow('above zero');
  });
});

describe('a collector under an address', () => {
  it('answers an edge once what it sent is on, and lets go in time', () => {
    const { app } = pair();
    const { queue, retry, timeout } = deliveryOf(app, 'gateway', 'otlp_grpc/jaeger');
    expect({ queue, retry }).toEqual({ queue: { enabled: false }, retry: false });
    // The edge waits longer than the hub, so that it is told.
    const seconds = (value: unknown): number => Number.parseInt(String(value), 10);
    expect(seconds(timeout)).toBeLessThan(seconds(deliveryOf(app, 'agent', 'otlp_grpc/ingest').timeout));
  });

  it('may be one that nobody sends to over a link, if its program says so', () => {
    const app = network();
    const alone = new CollectorPipeline(new PublicSite(app, 'hub'), 'alone', { acknowledge: 'after-export' });
    alone
      .traces()
      .receive(otlpReceiver())
      .export(otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true }));
    expect(deliveryOf(app, 'alone', 'otlp_grpc/tempo')).toMatchObject({ queue: { enabled: false }, retry: false });
  });

  it('answers on receipt if its program says so', () => {
    const { app } = pair({}, { gateway: { acknowledge: 'on-receipt' } });
    expect(deliveryOf(app, 'gateway', 'otlp_grpc/jaeger')).toMatchObject({ queue: { enabled: true }, retry: true });
  });

  it('passes on to one behind it what that one answers, through connectors that pass it on too', () => {
    const { app, gateway, hub } = pair();
    const store = new CollectorPipeline(hub, 'store');
    const [otlp, forward] = [otlpReceiver(), forwardConnector()];
    store.logs().receive(otlp).export(forward);
    store
      .logs('all')
      .receive(forward)
      .export(otlpHttpExporter({ name: 'loki', endpoint: 'http://loki.obs.svc:3100/otlp' }));
    gateway.logs().receive(otlp).export(store.exporter(otlp));
    expect(deliveryOf(app, 'gateway', 'otlp_grpc/store')).toMatchObject({ queue: { enabled: false }, retry: false });
    // Over HTTP there is an answer, 429, that is one for good once it is passed on: it is tried while the sender waits.
    expect(deliveryOf(app, 'store', 'otlp_http/loki')).toMatchObject({ queue: { enabled: false }, retry: true });
  });

  it('answers for remote write too, unless the program says how it is to wait', () => {
    const { app, gateway } = pair();
    const endpoint = 'https://mimir.example.com/api/v1/push';
    const write = (name: string, options: object = {}) => prometheusRemoteWriteExporter({ name, endpoint, ...options });
    gateway.metrics().receive(otlpReceiver());
    gateway
      .addSpanMetrics()
      .metrics()
      .export(write('plain'), write('asked', { remoteWriteQueue: { enabled: true, queueSize: 10 } }));
    const host = hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {} } });
    gateway.metrics('of-the-node').receive(host).export(write('host'));
    const settings = (name: string): unknown =>
      at(objectOf(app, 'OpenTelemetryCollector', 'gateway').spec, `config.exporters.prometheus_remote_write/${name}`);
    // What its timeout ends is dropped by the sender too: that has to have given up before.
    expect(settings('plain')).toMatchObject({
      timeout: '5m',
      retry_on_failure: { enabled: false },
      remote_write_queue: { enabled: false },
    });
    expect(settings('asked')).toMatchObject({ retry_on_failure: { enabled: true }, remote_write_queue: { enabled: true, queue_size: 10 } });
    expect(settings('host')).toMatchObject({ retry_on_failure: { enabled: true }, remote_write_queue: { enabled: true } });
  });

  it('answers after export too where counters that go on are made beside, and on receipt where each counts anew', () => {
    const mixed = (temporality: 'cumulative' | 'delta') => {
      const { app, gateway } = pair();
      gateway
        .addSpanMetrics({ temporality })
        .metrics()
        .receive(otlpReceiver())
        .export(otlpHttpExporter({ name: 'mimir', endpoint: 'http://mimir.obs.svc/otlp' }));
      return deliveryOf(app, 'gateway', 'otlp_http/mimir').queue;
    };
    expect(mixed('cumulative')).toEqual({ enabled: false });
    expect(mixed('delta')).toMatchObject({ enabled: true });
  });

  it('keeps a queue for what no sender could keep, and behind what answers before', () => {
    const { app, gateway } = pair();
    const host = hostMetricsReceiver({ collectionInterval: Duration.seconds(30), scrapers: { cpu: {} } });
    const to = (name: string) => otlpGrpcExporter({ name, endpoint: `${name}.obs.svc:4317`, insecure: true });
    gateway.metrics().receive(host).export(to('mimir'));
    gateway.logs().receive(otlpReceiver()).process(batchProcessor()).export(to('loki'));
    for (const name of ['mimir', 'loki'])
      expect(deliveryOf(app, 'gateway', `otlp_grpc/${name}`)).toMatchObject({ queue: { enabled: true } });
  });

  it('is the only one: a collector that nobody sends to over a link answers on receipt', () => {
    const app = network();
    const alone = new CollectorPipeline(new PublicSite(app, 'hub'), 'alone');
    alone
      .traces()
      .receive(otlpReceiver())
      .export(otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true }));
    expect(deliveryOf(app, 'alone', 'otlp_grpc/tempo')).toMatchObject({ queue: { enabled: true }, retry: true });
  });
});
