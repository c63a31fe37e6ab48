import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { Duration } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  LinkAccess,
  PublicSite,
  ServiceTarget,
  SiteLink,
  debugExporter,
  failover,
  otlpReceiver,
  type HubAttributes,
  type Topology,
} from '../../constructs';
import { network, objectOf, readTree, ROOT, rulesOf } from '../helpers';

const otlp = otlpReceiver({ grpc: { keepalive: { serverParameters: { maxConnectionAge: Duration.minutes(5) } } } });

/** What the program of a hub says of it. */
function hubElsewhere(app = network()): PublicSite {
  const cluster = new Cluster('hq');
  const hub = new PublicSite(app, 'hub', { cluster, linkAccess: LinkAccess.gateway({ domain: 'gw.example.com', className: 'envoy' }) });
  new PublicSite(app, 'second', { links: [SiteLink.token(hub)] });
  const gateway = new CollectorPipeline(hub, 'gateway');
  gateway.traces().receive(otlp).export(debugExporter());
  hub.expose(gateway, otlp, { address: 'ingest' });
  hub.expose(ServiceTarget.host('db.orders.svc'), { address: 'db', port: 5432 });
  return hub;
}

/** As it comes out of a file. */
const attributes = (): HubAttributes => JSON.parse(JSON.stringify(hubElsewhere().attributes)) as HubAttributes;

describe('a hub that another program describes', () => {
  it('is described by what its program prints, which is its part of network.json', () => {
    const app = network();
    const hub = hubElsewhere(app);
    expect(hub.attributes).toEqual({
      name: 'hub',
      cluster: { name: 'hq' },
      namespace: { name: 'telemetry' },
      access: expect.objectContaining({ type: 'gateway', tokens: 'anywhere' }) as unknown,
      network: ['hub', 'second'],
      exposes: [
        { address: 'ingest', routingKey: 'hub.ingest', port: 4317, signals: ['traces'] },
        { address: 'db', routingKey: 'hub.db', port: 5432 },
      ],
    });
    app.synth();
    const { sites } = JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
    const { cluster, ...printed } = hub.attributes;
    expect(sites.find(({ name }) => name === 'hub')).toMatchObject({ ...printed, cluster });
  });

  it('is linked to and exported to as one of the same program', () => {
    const hub = PublicSite.fromAttributes(attributes());
    const app = network();
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.secret(hub, { secret: 'client' })] });
    const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
    agent
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(hub.address('ingest')));
    expect(edge.listenTo(hub.service('db')).endpoint).toBe('db.telemetry.svc:5432');
    expect(app.findings()).toEqual([]);
    expect(objectOf(app, 'Listener', 'ingest').spec).toMatchObject({ routingKey: 'hub.ingest', port: 4317 });
    expect(objectOf(app, 'Link').spec).toMatchObject({ endpoints: [{}, { host: 'skupper-router-edge.telemetry.gw.example.com' }] });
    app.synth();
    const { sites } = JSON.parse(readTree(app.outdir)['network.json'] ?? '') as Topology;
    expect(sites.map(({ name, links }) => [name, links])).toEqual([
      ['edge', [{ hub: 'hub', by: 'secret', secret: 'client', elsewhere: { cluster: 'hq', namespace: 'telemetry' } }]],
    ]);
  });

  it('is held against the same rules: signals, links, networks', () => {
    const hub = PublicSite.fromAttributes(attributes());
    const app = network();
    const edge = new EdgeSite(app, 'edge');
    const agent = new CollectorPipeline(edge, 'agent');
    agent
      .logs()
      .receive(otlp)
      .export(edge.exporterTo(hub.address('ingest')));
    expect(rulesOf(app.findings())).toEqual(['exporter/signal-not-received edge/agent', 'address/no-route edge/listener-ingest/Resource']);
    expect(JSON.stringify(app.findings())).toContain('sends logs to hub (ingest), where its collector receives traces');
    expect(JSON.stringify(app.findings())).toContain('is exposed by the hub hub, to which no links lead from here');
  });

  it('is in one network with those that it names', () => {
    const [hub, second] = [attributes(), { ...attributes(), name: 'second', exposes: [] }].map((one) => PublicSite.fromAttributes(one));
    const third = PublicSite.fromAttributes({ ...attributes(), name: 'third', network: ['third'], exposes: [] });
    if (hub === undefined || second === undefined) throw new Error('no hubs');
    const app = network();
    new EdgeSite(app, 'edge', { links: [SiteLink.token(hub), SiteLink.token(second)] });
    new EdgeSite(app, 'lost', { links: [SiteLink.token(hub), SiteLink.token(third)] });
    expect(rulesOf(app.findings())).toEqual(['link/several-networks lost']);
  });

  it('stands in for one of this program and the other way round', () => {
    const there = PublicSite.fromAttributes(attributes());
    const app = network();
    const here = new PublicSite(app, 'here', { links: [SiteLink.token(there)] });
    const gateway = new CollectorPipeline(here, 'gateway');
    gateway.traces().receive(otlp).export(debugExporter());
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(here)] });
    const group = failover(here.expose(gateway, otlp, { address: 'ingest' }), there.address('ingest'));
    new CollectorPipeline(edge, 'agent').traces().receive(otlp).export(edge.exporterTo(group));
    expect(app.findings()).toEqual([]);
    expect(here.attributes.network).toEqual(['here', 'hub', 'second']);
  });

  it('refuses what is no description of a hub, and addresses that it does not expose', () => {
    const hub = PublicSite.fromAttributes(attributes());
    expect(() => hub.address('other')).toThrow('the hub hub exposes "ingest", "db", received "other"');
    expect(() => hub.address('db')).toThrow('no collector receives telemetry at the address "db"');
    const from = (value: unknown) => () => PublicSite.fromAttributes(value);
    expect(from({})).toThrow('at name, cluster.name, namespace.name, access.type, access.tokens, network, exposes: are missing');
    expect(from(null)).toThrow('otel-skupper attributes');
    expect(from({ ...attributes(), exposes: [{ address: 'a', routingKey: 'k', port: '4317' }] })).toThrow('at exposes.0.port: is missing');
    expect(from({ ...attributes(), network: ['other'], access: { type: 'route', tokens: 'anywhere', hosts: {} } })).toThrow(
      'at access.hosts, network: are',
    );
    expect(from({ ...attributes(), name: 'Hub', network: ['Hub'] })).toThrow('received "Hub"');
  });

  it('of the example is what the program of the README prints', () => {
    const read = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));
    const { sites } = read('dist/network.json') as Topology;
    expect(sites.find(({ role }) => role === 'hub')).toMatchObject(read('examples/hub-elsewhere.json') as object);
  });
});
