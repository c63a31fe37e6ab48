import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  failover,
  otlpReceiver,
  PublicSite,
  ServiceTarget,
  SiteLink,
  weighted,
  type BufferOptions,
  type LinkedExporterOptions,
  type OtlpReceiver,
  type TelemetryAddress,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf, objectsOf, readTree, rulesOf } from '../helpers';

interface Pair {
  readonly app: TelemetryNetwork;
  readonly hub: PublicSite;
  readonly gateway: CollectorPipeline;
  readonly edge: EdgeSite;
}

/** A hub whose gateway receives traces, and an edge that is linked to it. */
function pair(otlp: OtlpReceiver, buffer?: BufferOptions): Pair {
  const app = network();
  const hub = new PublicSite(app, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlp).export(debugExporter());
  return { app, hub, gateway, edge: new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)], ...(buffer && { buffer }) }) };
}

/** Sends traces of an agent of an edge to an address. */
function send(edge: EdgeSite, address: Parameters<EdgeSite['exporterTo']>[0], options?: LinkedExporterOptions): CollectorPipeline {
  const agent = new CollectorPipeline(edge, 'agent');
  agent.traces().receive(otlpReceiver()).export(edge.exporterTo(address, options));
  return agent;
}

/** The exporters of a collector. */
function exportersOf(app: TelemetryNetwork, name: string): unknown {
  return at(objectOf(app, 'OpenTelemetryCollector', name), 'spec.config.exporters');
}

const QUEUE = { enabled: true, queue_size: 64 * 2 ** 20, storage: 'file_storage/otlp-http-ingest-http', num_consumers: 4 };

describe('OTLP/HTTP over a link', () => {
  it('is an exporter of OTLP/HTTP with the queue, retry and timeout of one of OTLP/gRPC', () => {
    const otlp = otlpReceiver();
    const { app, hub, gateway, edge } = pair(otlp);
    send(edge, hub.expose(gateway, otlp, { address: 'ingest' }), { protocol: 'http' });
    expect(app.findings()).toEqual([]);
    expect(exportersOf(app, 'agent')).toEqual({
      'otlp_http/ingest-http': {
        endpoint: 'http://ingest-http.telemetry.svc:4318',
        timeout: '30s',
        retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
        sending_queue: expect.objectContaining(QUEUE) as unknown,
      },
    });
    expect(objectOf(app, 'Connector', 'ingest-http').spec).toMatchObject({ routingKey: 'hub.ingest-http', port: 4318 });
    expect(objectOf(app, 'Listener', 'ingest-http').spec).toMatchObject({ routingKey: 'hub.ingest-http', host: 'ingest-http', port: 4318 });
    expect(objectsOf(app).filter(({ kind }) => kind === 'Listener')).toHaveLength(1);
  });

  it('is let through by the network policies, and known to network.json', () => {
    const otlp = otlpReceiver({ http: { port: 14_318 } });
    const { app, hub, gateway, edge } = pair(otlp);
    const agent = send(edge, hub.expose(gateway, otlp, { address: 'web', protocol: 'http' }));
    expect(app.findings()).toEqual([]);
    expect(JSON.stringify(objectOf(app, 'NetworkPolicy', 'gateway-collector').spec)).toContain('14318');
    expect(JSON.stringify(objectOf(app, 'NetworkPolicy', agent.serviceName).spec)).toContain('"skupper.io/component":"router"');
    expect(hub.attributes.exposes).toEqual([
      { address: 'web', routingKey: 'hub.web', port: 14_318, signals: ['traces'], protocol: 'http' },
    ]);
  });

  it('uses the address that the hub exposes for the receiver, and exposes it once', () => {
    const otlp = otlpReceiver();
    const { hub, gateway, edge } = pair(otlp);
    const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
    const web = hub.expose(gateway, otlp, { address: 'web', protocol: 'http' });
    expect(edge.exporterTo(ingest, { protocol: 'http' }).address).toBe(web);
    expect(edge.exporterTo(web).address).toBe(web);
    expect(edge.exporterTo(ingest, { protocol: 'grpc' }).address).toBe(ingest);
    expect(hub.addresses).toEqual([ingest, web]);
    expect(() => edge.exporterTo(web, { protocol: 'grpc' })).toThrow('the address web speaks OTLP over HTTP, received protocol "grpc"');
  });

  it('makes a connection for each request to a group, and keeps its order and weights', () => {
    const app = network();
    const [a, b] = [new PublicSite(app, 'a'), new PublicSite(app, 'b')];
    b.addLink(SiteLink.token(a));
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(a), SiteLink.token(b)] });
    const [first, second] = [a, b].map((hub) => {
      const gateway = new CollectorPipeline(hub, 'gateway');
      const otlp = otlpReceiver();
      gateway.traces().receive(otlp).export(debugExporter());
      return hub.expose(gateway, otlp, { address: 'ingest' });
    }) as [TelemetryAddress, TelemetryAddress];
    send(edge, failover(first, second), { protocol: 'http' });
    const share = weighted({ address: first, weight: 3 }, { address: second, weight: 1 }).named('share');
    new CollectorPipeline(edge, 'other')
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(share, { protocol: 'http' }));
    expect(app.findings()).toEqual([]);
    expect(exportersOf(app, 'agent')).toMatchObject({ 'otlp_http/ingest-http': { disable_keep_alives: true } });
    expect(at(objectOf(app, 'MultiKeyListener', 'ingest-http'), 'spec')).toMatchObject({
      port: 4318,
      strategy: { priority: { routingKeys: ['a.ingest-http', 'b.ingest-http'] } },
    });
    expect(at(objectOf(app, 'MultiKeyListener', 'share-http'), 'spec.strategy')).toEqual({
      weighted: { routingKeys: { 'a.ingest-http': 3, 'b.ingest-http': 1 } },
    });
    const mixed = failover(first, b.addresses[1] as TelemetryAddress).named('mixed');
    expect(() => edge.exporterTo(mixed)).toThrow('the addresses of mixed speak OTLP over gRPC and over HTTP');
    expect(edge.exporterTo(mixed, { protocol: 'http' }).address.name).toBe('mixed-http');
  });

  it('goes by way of a buffer, which alone speaks HTTP', () => {
    const otlp = otlpReceiver();
    const { app, hub, gateway, edge } = pair(otlp, { size: Size.gibibytes(2) });
    send(edge, hub.expose(gateway, otlp, { address: 'ingest' }), { protocol: 'http' });
    expect(app.findings()).toEqual([]);
    expect(exportersOf(app, 'agent')).toMatchObject({
      'otlp_grpc/ingest-http': { endpoint: 'ingest-http-buffer-collector.telemetry.svc:4317' },
    });
    expect(exportersOf(app, 'ingest-http-buffer')).toMatchObject({
      'otlp_http/ingest-http': { endpoint: 'http://ingest-http.telemetry.svc:4318', sending_queue: { queue_size: 661 * 2 ** 20 } },
    });
  });

  it('has the rules of links: a retry that ends is reported', () => {
    const otlp = otlpReceiver();
    const { app, hub, gateway, edge } = pair(otlp);
    send(edge, hub.expose(gateway, otlp, { protocol: 'http' }), { retryFor: Duration.minutes(5) });
    expect(rulesOf(app.findings())).toEqual(['queue/retry-gives-up edge/agent/Resource']);
  });

  it.each([true, false])('is the same in a fleet as in a loop over its rows, exposed by the hub beforehand: %s', (isExposed) => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ name: `edge-${String(i)}` }));
    const written = (isFleet: boolean): unknown => {
      const app = network();
      const hub = new PublicSite(app, 'hub');
      const gateway = new CollectorPipeline(hub, 'gateway');
      const otlp = otlpReceiver();
      gateway.traces().receive(otlp).export(debugExporter());
      const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
      if (isExposed) hub.expose(gateway, otlp, { address: 'web', protocol: 'http' });
      const build = ({ name }: { readonly name: string }): EdgeSite => {
        const edge = new EdgeSite(app, name, { links: [SiteLink.token(hub)] });
        send(edge, ingest, { protocol: 'http' });
        return edge;
      };
      if (isFleet) app.addFleet(rows, build);
      else rows.forEach(build);
      app.synth();
      return readTree(app.outdir);
    };
    expect(written(true)).toEqual(written(false));
  });

  it('is there with Skupper v1 too', () => {
    const app = network({ generation: 'legacy' });
    const hub = new PublicSite(app, 'hub');
    const gateway = new CollectorPipeline(hub, 'gateway');
    const otlp = otlpReceiver();
    gateway.traces().receive(otlp).export(debugExporter());
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    send(edge, hub.expose(gateway, otlp, { address: 'ingest' }), { protocol: 'http' });
    expect(app.findings()).toEqual([]);
    expect(exportersOf(app, 'agent')).toMatchObject({ 'otlp_http/ingest-http': { endpoint: 'http://ingest-http.telemetry.svc:4318' } });
    expect(objectOf(app, 'Service', 'expose-ingest-http')).toMatchObject({
      metadata: { annotations: { 'skupper.io/address': 'ingest-http' } },
      spec: { ports: [{ port: 4318 }] },
    });
  });

  it('needs a receiver that is known and has HTTP', () => {
    const otlp = otlpReceiver({ http: false });
    const { hub, gateway, edge } = pair(otlp);
    const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
    expect(() => edge.exporterTo(ingest, { protocol: 'http' })).toThrow(
      /the receiver otlp has its HTTP protocol switched off\s+\w+: Leave http: false out of the receiver, or set protocol: 'grpc'\./,
    );
    const elsewhere = PublicSite.fromAttributes(hub.attributes).address('ingest');
    expect(() => edge.exporterTo(elsewhere, { protocol: 'http' })).toThrow('the program does not know the receiver of the address ingest');
  });

  it('is known of a hub of another program', () => {
    const otlp = otlpReceiver();
    const { hub, gateway } = pair(otlp);
    hub.expose(gateway, otlp, { address: 'web', protocol: 'http' });
    const app = network();
    const reference = PublicSite.fromAttributes(JSON.parse(JSON.stringify(hub.attributes)));
    const edge = new EdgeSite(app, 'far', { links: [SiteLink.token(reference)] });
    send(edge, reference.address('web'));
    expect(app.findings()).toEqual([]);
    expect(exportersOf(app, 'agent')).toMatchObject({ 'otlp_http/web': { endpoint: 'http://web.telemetry.svc:4318' } });
    const wrong = { ...hub.attributes, exposes: [{ address: 'web', routingKey: 'k', port: 1, signals: [], protocol: 'udp' }] };
    expect(() => PublicSite.fromAttributes(wrong)).toThrow('exposes.0.protocol');
  });

  it('is refused where the receiver asks for credentials over HTTP', () => {
    const secured = otlpReceiver({ http: { tls: { certFile: '/etc/tls/tls.crt', keyFile: '/etc/tls/tls.key' } } });
    const { app, hub, gateway, edge } = pair(secured);
    const ingest = hub.expose(gateway, secured, { address: 'ingest' });
    send(edge, ingest);
    new CollectorPipeline(edge, 'web')
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(ingest, { protocol: 'http' }));
    expect(rulesOf(app.findings()).filter((rule) => rule.startsWith('exporter/'))).toEqual(['exporter/receiver-secured edge/web']);
  });
});

describe('a collector that another program made', () => {
  const target = ServiceTarget.host('otel-collector.monitoring.svc');

  it('is exposed and exported to, with a queue and by way of a buffer', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const ingest = hub.expose(target, { address: 'ingest', otlp: 'grpc' });
    const plain = new EdgeSite(app, 'plain', { links: [SiteLink.token(hub)] });
    send(plain, ingest, { queueSize: Size.mebibytes(128) });
    const kept = new EdgeSite(app, 'kept', { links: [SiteLink.token(hub)], buffer: true });
    const sidecar = new CollectorPipeline(kept, 'till', { mode: CollectorMode.sidecar() });
    sidecar.logs().receive(otlpReceiver()).export(kept.exporterTo(ingest));
    sidecar.metrics().receive(otlpReceiver()).export(kept.exporterTo(ingest));
    expect(app.findings()).toEqual([]);
    expect(objectOf(app, 'Connector', 'ingest').spec).toEqual({
      routingKey: 'hub.ingest',
      host: 'otel-collector.monitoring.svc',
      port: 4317,
      type: 'tcp',
    });
    expect(exportersOf(app, 'agent')).toMatchObject({
      'otlp_grpc/ingest': {
        endpoint: 'ingest.telemetry.svc:4317',
        tls: { insecure: true },
        timeout: '30s',
        sending_queue: { queue_size: 128 * 2 ** 20, storage: 'file_storage/ingest' },
      },
    });
    expect(exportersOf(app, 'till')).toMatchObject({ 'otlp_grpc/ingest': { endpoint: 'ingest-buffer-collector.telemetry.svc:4317' } });
    expect(exportersOf(app, 'ingest-buffer')).toMatchObject({
      'otlp_grpc/ingest': { endpoint: 'ingest.telemetry.svc:4317', sending_queue: { storage: 'file_storage/ingest', num_consumers: 1 } },
    });
    const policies = objectsOf(app).filter(({ kind }) => kind === 'NetworkPolicy');
    expect(JSON.stringify(policies)).toContain('{"kubernetes.io/metadata.name":"monitoring"}');
  });

  it('is spoken to over HTTP, at the port of the protocol or another one', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    const web = hub.expose(target, { address: 'web', otlp: 'http', signals: ['traces'] });
    send(edge, web);
    expect(hub.expose(target, { address: 'other', otlp: 'http', port: 80 }).port).toBe(80);
    expect(app.findings()).toEqual([]);
    expect(exportersOf(app, 'agent')).toMatchObject({ 'otlp_http/web': { endpoint: 'http://web.telemetry.svc:4318' } });
    expect(hub.attributes.exposes[0]).toEqual({
      address: 'web',
      routingKey: 'hub.web',
      port: 4318,
      signals: ['traces'],
      protocol: 'http',
    });
    expect(() => edge.exporterTo(web, { protocol: 'grpc' })).toThrow('the address web speaks OTLP over HTTP');
  });

  it('is a Service or a workload of cdk8s-plus, whose port of the protocol is chosen', () => {
    const hub = new PublicSite(network(), 'hub');
    const ports = [
      { port: 4317, name: 'grpc' },
      { port: 4318, name: 'http' },
    ];
    const service = new kplus.Service(hub, 'service', { metadata: { name: 'collector' }, ports });
    expect(hub.expose(service, { otlp: 'grpc' })).toMatchObject({ name: 'collector', port: 4317, protocol: 'grpc' });
    expect(hub.expose(service, { address: 'web', otlp: 'http' }).port).toBe(4318);
    const odd = new kplus.Service(hub, 'odd', { metadata: { name: 'odd' }, ports: [{ port: 9 }] });
    expect(hub.expose(odd, { otlp: 'grpc' }).port).toBe(9);
  });

  it('has the port of the protocol, since no receiver is known', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    send(edge, hub.expose(target, { address: 'ingest', otlp: 'grpc', port: 4318 }));
    expect(rulesOf(app.findings())).toEqual(['endpoint/port-of-another-protocol edge/agent/Resource']);
  });

  it('is not any other service', () => {
    const hub = new PublicSite(network(), 'hub');
    const database = hub.expose(ServiceTarget.host('db.orders.svc'), { address: 'db', port: 5432 });
    // @ts-expect-error the address of another service does not fit in the place of one of a collector
    expect(() => hub.exporterTo(database)).toThrow('the address db is that of a service that receives no telemetry');
  });

  it('receives the signals that the program states', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    send(edge, hub.expose(target, { address: 'ingest', otlp: 'grpc', signals: ['logs'] }));
    expect(rulesOf(app.findings())).toEqual(['exporter/signal-not-received edge/agent']);
  });
});
