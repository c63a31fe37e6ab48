import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  otlpReceiver,
  PublicSite,
  SiteLink,
  type BufferOptions,
  type Generation,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf, objectsOf } from '../helpers';

/** A hub that takes traces and logs, and an edge with two collectors that send to it, one of them both. */
function program(buffer: BufferOptions | true, address = 'ingest', generation: Generation = 'current'): TelemetryNetwork {
  const app = network({ generation });
  const hub = new PublicSite(app, 'hub');
  const otlp = otlpReceiver();
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlp).export(debugExporter());
  gateway.logs().receive(otlp).export(debugExporter());
  const ingest = hub.expose(gateway, otlp, { address });
  const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)], buffer });
  const till = new CollectorPipeline(edge, 'till', { mode: CollectorMode.sidecar() });
  till.traces().receive(otlp).export(edge.exporterTo(ingest));
  const node = new CollectorPipeline(edge, 'node', { mode: CollectorMode.daemonset() });
  const toHub = edge.exporterTo(ingest);
  node.traces().receive(otlp).export(toHub);
  node.logs().receive(otlp).export(toHub);
  return app;
}

describe('the buffer of an edge', () => {
  it.each(['current', 'legacy'] as const)('stands between the collectors of the site and the link (%s)', (generation) => {
    const app = program(true, 'ingest', generation);
    for (const name of ['till', 'node']) {
      const { spec } = objectOf(app, 'OpenTelemetryCollector', name);
      // Its name is that of the address, as it would be without: what waits on disk is found again.
      expect(at(spec, 'config.exporters.otlp_grpc/ingest')).toMatchObject({
        endpoint: 'ingest-buffer-collector.telemetry.svc:4317',
        sending_queue: { storage: 'file_storage/ingest' },
      });
    }
    const { spec } = objectOf(app, 'OpenTelemetryCollector', 'ingest-buffer');
    expect(spec).toMatchObject({ mode: 'statefulset', replicas: 1, podSecurityContext: { fsGroup: 10_001 } });
    expect(at(spec, 'config.exporters.otlp_grpc/ingest.endpoint')).toBe('ingest.telemetry.svc:4317');
    // Just what is sent to it is received.
    expect(Object.keys(at(spec, 'config.service.pipelines') as object)).toEqual(['logs', 'traces']);
  });

  it('keeps what waits on a claim, which its queues share', () => {
    const { spec } = objectOf(
      program({ size: Size.gibibytes(4), storageClassName: 'fast', replicas: 2 }),
      'OpenTelemetryCollector',
      'ingest-buffer',
    );
    expect(at(spec, 'volumeClaimTemplates.0.spec')).toMatchObject({
      resources: { requests: { storage: '4Gi' } },
      storageClassName: 'fast',
    });
    expect(at(spec, 'volumes')).toBeUndefined();
    const queueSize = Number(at(spec, 'config.exporters.otlp_grpc/ingest.sending_queue.queue_size'));
    // Two files, each up to three times as large as what is in it, and a step.
    expect(2 * (3 * queueSize + 64 * 2 ** 20)).toBeLessThanOrEqual(4 * 2 ** 30);
    expect(queueSize).toBeGreaterThan(600 * 2 ** 20);
    expect(at(spec, 'replicas')).toBe(2);
  });

  it('has what it took on the disk before it answers, unless told otherwise', () => {
    const synced = (buffer: BufferOptions | true): unknown =>
      at(objectOf(program(buffer), 'OpenTelemetryCollector', 'ingest-buffer').spec, 'config.extensions.file_storage/ingest.fsync');
    expect([synced(true), synced({ fsync: false })]).toEqual([true, undefined]);
  });

  it('is what an outage of the link is said of, and has pods', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const otlp = otlpReceiver();
    const gateway = new CollectorPipeline(hub, 'gateway');
    gateway.traces().receive(otlp).export(debugExporter());
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)], buffer: true });
    const outage = { lasts: Duration.hours(8), spansPerSecond: 100 };
    expect(() => edge.exporterTo(hub.expose(gateway, otlp), { outage })).toThrow(/buffer: \{ outage \}/);
    expect(() => program({ replicas: 0 })).toThrow('buffer.replicas has to be an integer of at least 1');
    const { spec } = objectOf(program({ sendingQueue: { numConsumers: 8 } }), 'OpenTelemetryCollector', 'ingest-buffer');
    expect(at(spec, 'config.exporters.otlp_grpc/ingest.sending_queue.num_consumers')).toBe(8);
  });

  it('is as large as an outage needs that is longer than usual', () => {
    const sizeOf = (hours: number): unknown => {
      const app = program({ outage: { lasts: Duration.hours(hours), spansPerSecond: 100 } });
      return at(objectOf(app, 'OpenTelemetryCollector', 'ingest-buffer').spec, 'volumeClaimTemplates.0.spec.resources.requests.storage');
    };
    expect([sizeOf(1), sizeOf(24)]).toEqual(['10Gi', '75Gi']);
    expect(() => program({ size: Size.mebibytes(512) })).toThrow('at least 1Gi, received 512Mi');
  });

  it('has a name that the operator can make Services of', () => {
    const names = ['ingest-of-all-the-telemetry-of-the-north', 'ingest-of-all-the-telemetry-of-the-south'].map((address) => {
      const collectors = objectsOf(program(true, address)).filter(({ kind }) => kind === 'OpenTelemetryCollector');
      return collectors.map(({ metadata }) => metadata.name).find((name) => name.endsWith('-buffer')) ?? '';
    });
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(39);
  });

  it('is let in by the policies to where it sends, and lets in who sends to it', () => {
    const app = program(true);
    const policy = objectOf(app, 'NetworkPolicy', 'ingest-buffer-collector').spec;
    const senders = [
      { podSelector: { matchExpressions: [{ key: 'sidecar.opentelemetry.io/injected', operator: 'Exists' }] } },
      {
        podSelector: {
          matchLabels: { 'app.kubernetes.io/component': 'opentelemetry-collector', 'app.kubernetes.io/instance': 'telemetry.node' },
        },
      },
    ];
    expect(at(policy, 'ingress')).toContainEqual({ from: senders, ports: [{ port: 4317, protocol: 'TCP' }] });
    expect(at(policy, 'egress.0.to')).toEqual([{ podSelector: { matchLabels: { 'skupper.io/component': 'router' } } }]);
  });
});
