import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorPipeline,
  debugExporter,
  loadBalancingExporter,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  zipkinExporter,
  type DeliveryOptions,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf } from '../helpers';
import { printedWarnings } from '../printed';

/** A hub, and what makes collectors of it. */
function chain(): { app: TelemetryNetwork; hub: PublicSite; made: (name: string) => CollectorPipeline } {
  const app = network();
  const hub = new PublicSite(app, 'hub', { networkPolicies: false });
  return { app, hub, made: (name) => new CollectorPipeline(hub, name) };
}

const tempo = (options: DeliveryOptions = {}) =>
  otlpGrpcExporter({ name: 'tempo', endpoint: 'tempo.obs.svc:4317', insecure: true, ...options });

function exporter(app: TelemetryNetwork, collector: string, id: string): unknown {
  return at(objectOf(app, 'OpenTelemetryCollector', collector).spec, `config.exporters.${id}`);
}

const NO_QUEUE = { sending_queue: { enabled: false }, retry_on_failure: { enabled: false } };

describe('collectors one behind the other', () => {
  it('wait for each other, the one in front as long as the one behind may take, and not longer than an edge', () => {
    const { app, hub, made } = chain();
    const [back, gateway] = [made('back'), made('gateway')];
    const [otlp, behind, late] = [otlpReceiver(), otlpReceiver({ name: 'behind', grpc: { port: 14317 }, http: false }), otlpReceiver()];
    gateway.traces().receive(otlp).export(back.loadBalancedExporter(behind));
    back.traces().receive(behind).export(tempo());
    const queued = made('queued');
    queued
      .traces()
      .receive(late)
      .export(back.exporter(behind, { queue: 'disk' }));
    hub.expose(gateway, otlp);
    expect(exporter(app, 'gateway', 'load_balancing/back')).toMatchObject({ protocol: { otlp: { timeout: '20s' } }, ...NO_QUEUE });
    expect(exporter(app, 'back', 'otlp_grpc/tempo')).toMatchObject({ timeout: '20s', ...NO_QUEUE });
    // It keeps what it sends: it may as well wait until it is told.
    expect(exporter(app, 'queued', 'otlp_grpc/back')).toMatchObject({ timeout: '30s', sending_queue: { enabled: true } });
  });

  it('answer as they do however early somebody looks at one of them', () => {
    const { app, hub, made } = chain();
    const [back, gateway] = [made('back'), made('gateway')];
    const otlp = otlpReceiver();
    back.traces().receive(otlp).export(tempo());
    gateway.traces().receive(otlp).export(back.exporter(otlp));
    expect(at(back.manifest.toJson(), 'spec.config.exporters.otlp_grpc/tempo.sending_queue.enabled')).toBe(true);
    hub.expose(gateway, otlp);
    expect(exporter(app, 'back', 'otlp_grpc/tempo')).toMatchObject(NO_QUEUE);
  });

  it('have no queue in exporters that bring one by themselves', () => {
    const { app, hub, made } = chain();
    const gateway = made('gateway');
    const otlp = otlpReceiver();
    const endpoint = 'http://zipkin.obs.svc:9411/api/v2/spans';
    const resolver = { static: { hostnames: ['a.obs.svc:4317'] } };
    gateway
      .traces()
      .receive(otlp)
      .export(
        zipkinExporter({ name: 'plain', endpoint }),
        zipkinExporter({ name: 'queued', endpoint, sendingQueue: { queueSize: 10 } }),
        loadBalancingExporter({ name: 'spread', resolver, protocol: { otlp: { tls: { insecure: true } } } }),
      );
    hub.expose(gateway, otlp);
    expect(exporter(app, 'gateway', 'zipkin/plain')).toMatchObject(NO_QUEUE);
    expect(exporter(app, 'gateway', 'zipkin/queued')).toMatchObject({
      sending_queue: { queue_size: 10 },
      retry_on_failure: { max_elapsed_time: '0s' },
    });
    expect(exporter(app, 'gateway', 'load_balancing/spread')).toMatchObject({ protocol: { otlp: NO_QUEUE } });
    expect(printedWarnings()).toEqual(['queue/held-in-memory hub/gateway/Resource']);
  });
});

describe('queues of a collector', () => {
  it('are kept apart where exporters of two types point at one host', () => {
    const { app, made } = chain();
    const back = made('back');
    back
      .traces()
      .receive(otlpReceiver())
      .export(
        otlpGrpcExporter({ name: 'backend', endpoint: 'backend.example.com:4317', queue: 'disk' }),
        otlpHttpExporter({ name: 'backend', endpoint: 'https://backend.example.com', queue: 'disk' }),
      );
    const storages = ['otlp_grpc', 'otlp_http'].map((type) => at(exporter(app, 'back', `${type}/backend`), 'sending_queue.storage'));
    expect(storages).toEqual(['file_storage/backend', 'file_storage/otlp-http-backend']);
  });

  it('are as large as they are said to be, in one way', () => {
    const outage = { lasts: Duration.hours(1), spansPerSecond: 100 };
    const given = (options: DeliveryOptions): TelemetryNetwork => {
      const { app, made } = chain();
      const back = made('back');
      back.traces().receive(otlpReceiver()).export(debugExporter(), tempo(options));
      return app;
    };
    expect(
      given({ outage, sendingQueue: { queueSize: 4_194_304 } })
        .findings()
        .map(({ rule }) => rule),
    ).toEqual(['queue/outage-not-covered']);
    expect(() => given({ queueSize: Size.mebibytes(4), sendingQueue: { queueSize: 4_194_304 } })).toThrow('is said twice');
    expect(() => given({ outage, sendingQueue: { sizer: 'requests' } })).toThrow('outage is for a queue that is counted in bytes');
    expect(() => given({ queueSize: Size.mebibytes(4), sendingQueue: { sizer: 'items' } })).toThrow('received the sizer "items"');
    expect(exporter(given({ queueSize: Size.mebibytes(64.1) }), 'back', 'otlp_grpc/tempo')).toMatchObject({
      sending_queue: { queue_size: 65_638 * 1024 },
    });
  });
});
