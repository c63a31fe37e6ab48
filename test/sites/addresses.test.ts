import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorPipeline,
  EdgeSite,
  PublicSite,
  ServiceTarget,
  SiteLink,
  debugExporter,
  existingNamespace,
  failover,
  otlpReceiver,
  weighted,
  type Signal,
  type TelemetryAddress,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf, objectsOf, rulesOf } from '../helpers';

const otlp = otlpReceiver({ grpc: { keepalive: { serverParameters: { maxConnectionAge: Duration.minutes(5) } } } });

/** A hub whose gateway receives some signals under the address `ingest`. */
function gatewayOf(hub: PublicSite, ...signals: readonly Signal[]): TelemetryAddress {
  const gateway = new CollectorPipeline(hub, 'gateway');
  for (const signal of signals) gateway[signal]().receive(otlp).export(debugExporter());
  return hub.expose(gateway, otlp, { address: 'ingest' });
}

/** Two hubs that are linked, with an edge that has links to both. */
function twoHubs(app: TelemetryNetwork): { readonly a: PublicSite; readonly b: PublicSite; readonly edge: EdgeSite } {
  const a = new PublicSite(app, 'a');
  const b = new PublicSite(app, 'b', { links: [SiteLink.token(a)] });
  return { a, b, edge: new EdgeSite(app, 'edge', { links: [SiteLink.token(a), SiteLink.token(b)] }) };
}

describe('addresses that stand in for each other', () => {
  it('are one listener, in the order or by the weights that are given', () => {
    const app = network();
    const { a, b, edge } = twoHubs(app);
    const [first, second] = [gatewayOf(a, 'traces', 'logs'), gatewayOf(b, 'traces', 'logs')];
    const agent = new CollectorPipeline(edge, 'agent');
    agent
      .traces()
      .receive(otlp)
      .export(edge.exporterTo(failover(first, second)));
    const share = weighted({ address: second, weight: 2 }, { address: first, weight: 0 }).named('logs');
    agent.logs().receive(otlp).export(edge.exporterTo(share));
    expect(app.findings()).toEqual([]);
    expect(objectOf(app, 'MultiKeyListener', 'ingest').spec).toMatchObject({
      host: 'ingest',
      port: 4317,
      strategy: { priority: { routingKeys: ['a.ingest', 'b.ingest'] } },
    });
    expect(at(objectOf(app, 'MultiKeyListener', 'logs'), 'spec.strategy')).toEqual({
      weighted: { routingKeys: { 'a.ingest': 0, 'b.ingest': 2 } },
    });
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'agent'), 'spec.config.exporters.otlp_grpc/ingest.endpoint')).toBe(
      'ingest.telemetry.svc:4317',
    );
  });

  it('are one listener for one group, however often it is made, and another for another order', () => {
    const app = network();
    const { a, b, edge } = twoHubs(app);
    const [first, second] = [gatewayOf(a, 'traces'), gatewayOf(b, 'traces')];
    const listener = edge.listenTo(failover(first, second));
    expect(edge.listenTo(failover(first, second))).toBe(listener);
    expect(() => edge.listenTo(first)).toThrow('or the group one by .named()');
    expect(() => edge.listenTo(failover(second, first))).toThrow('and this is for {"priority":["b.ingest","a.ingest"]}');
    expect(edge.listenTo(failover(second, first).named('other')).endpoint).toBe('other.telemetry.svc:4317');
    edge.listenTo(failover(first, second).named('again'));
    expect(edge.listeners.map(({ address }) => address.name)).toEqual(['ingest', 'other', 'again']);
  });

  it('all have to receive what is sent, and to be linked', () => {
    const app = network();
    const { a, edge } = twoHubs(app);
    const alone = new PublicSite(app, 'alone');
    const agent = new CollectorPipeline(edge, 'agent');
    agent
      .traces()
      .receive(otlp)
      .export(edge.exporterTo(failover(gatewayOf(a, 'traces'), gatewayOf(alone, 'logs'))));
    expect(rulesOf(app.findings())).toEqual(['exporter/signal-not-received edge/agent', 'address/no-route edge/listener-ingest/Resource']);
    expect(JSON.stringify(app.findings())).toContain('sends traces to alone/gateway, where otlp receives logs');
  });

  it('refuse what cannot be', () => {
    const { a, b } = twoHubs(network());
    const [first, second] = [gatewayOf(a, 'traces'), gatewayOf(b, 'traces')];
    expect(() => failover(first, first)).toThrow('the routing key "a.ingest" is there twice');
    expect(() => weighted({ address: first, weight: 0 }, { address: second, weight: 0 })).toThrow('received 0 for all');
    expect(() => weighted({ address: first, weight: 1.5 }, { address: second, weight: 1 })).toThrow('received 1.5');
    expect(() => failover(first, second).named('x'.repeat(51))).toThrow('at most 50 characters');
  });
});

describe('services beyond telemetry', { tags: 'skupper-expose' }, () => {
  it('are exposed by the pods of a workload, by a Service, or by what this program does not make', () => {
    const app = network({ networkPolicies: false });
    const hub = new PublicSite(app, 'hub');
    const web = new kplus.Deployment(hub, 'web', { containers: [{ image: 'web:1', portNumber: 8080 }] });
    const service = web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] });
    hub.expose(web, { address: 'pods' });
    hub.expose(service);
    const picky = new kplus.Deployment(hub, 'picky', { select: false, containers: [{ image: 'web:1', portNumber: 1 }] });
    picky.select(kplus.LabelSelector.of({ labels: { app: 'x' }, expressions: [kplus.LabelExpression.in('tier', ['b', 'a'])] }));
    hub.expose(picky, { address: 'picky' });
    hub.expose(ServiceTarget.host('10.0.0.7'), { address: 'host', port: 22 });
    hub.expose(ServiceTarget.pods({ tier: 'db', app: 'orders' }), { address: 'labelled', port: 5432 });
    const connector = (name: string): unknown => objectOf(app, 'Connector', name).spec;
    expect(connector('pods')).toMatchObject({
      port: 8080,
      selector: expect.stringMatching(/^cdk8s.io\/metadata.addr=hub-web-/) as unknown,
    });
    expect(connector('web')).toEqual({ routingKey: 'hub.web', host: 'web.telemetry.svc', port: 80, type: 'tcp' });
    expect(connector('picky')).toMatchObject({ selector: 'app=x,tier in (a,b)' });
    expect(connector('host')).toMatchObject({ host: '10.0.0.7', port: 22 });
    expect(connector('labelled')).toMatchObject({ selector: 'app=orders,tier=db', port: 5432 });
    expect(app.findings()).toEqual([]);
  });

  it('are listened to by their name and port, or by another port, from hub to edge and from edge to hub', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const edge = new EdgeSite(app, 'edge', { namespace: 'shop', links: [SiteLink.token(hub)] });
    const database = hub.expose(ServiceTarget.host('db.orders.svc'), { address: 'db', port: 5432 });
    const till = edge.expose(ServiceTarget.pods({ app: 'till' }), { address: 'till', port: 8080 });
    expect(edge.listenTo(database).endpoint).toBe('db.shop.svc:5432');
    expect(hub.listenTo(till, { port: 80 })).toMatchObject({ host: 'till.telemetry.svc', port: 80 });
    expect(objectOf(app, 'Listener', 'till').spec).toMatchObject({ host: 'till', port: 80, routingKey: 'edge.till' });
    expect(app.findings()).toEqual([]);
    expect(() => hub.listenTo(till, { port: 81 })).toThrow('the site has a listener named "till" on port 80');
  });

  it('say what is missing or not there', () => {
    const app = network();
    const [hub, other] = [new PublicSite(app, 'hub'), new PublicSite(app, 'other')];
    const web = new kplus.Deployment(hub, 'web', { containers: [{ image: 'web:1' }] });
    const ports = [
      { port: 80, name: 'http' },
      { port: 443, name: 'https' },
    ];
    const service = new kplus.Service(hub, 'service', { selector: web, ports });
    expect(() => hub.expose(web)).toThrow('hub/web has no port that is known, and none was chosen');
    expect(() => hub.expose(service)).toThrow('hub/service has the ports 80, 443, and none was chosen');
    expect(() => hub.expose(service, { port: 8080 })).toThrow('has the ports 80, 443, received 8080');
    expect(() => hub.expose(service, { port: 443 })).toThrow('what is exposed has none that stays');
    const dns = new kplus.Service(hub, 'dns', { selector: web, ports: [{ port: 53, protocol: kplus.Protocol.UDP }] });
    expect(() => hub.expose(dns, { address: 'dns' })).toThrow('is UDP, and Skupper carries TCP alone');
    const job = new kplus.Job(hub, 'job', { containers: [{ image: 'job:1', portNumber: 1 }] });
    expect(() => hub.expose(job, { address: 'job' })).toThrow('does not select its pods by labels');
    expect(() => hub.expose(ServiceTarget.host('db'), { port: 1 })).toThrow('the address has no name');
    expect(() => other.expose(web, { port: 80 })).toThrow('is in the cluster hub, which the router of this site does not reach');
    expect(() => hub.expose(web, { port: 80, address: 'Web' })).toThrow('received "Web"');
    expect(() => ServiceTarget.pods({})).toThrow('has to be labels of Kubernetes, received none');
    expect(() => ServiceTarget.pods({ 'a b': 'c' })).toThrow('received "a b=c"');
    expect(() => ServiceTarget.host('300.1.1.1')).toThrow('received "300.1.1.1"');
    expect(() => ServiceTarget.host('http://db')).toThrow('no scheme, no port');
  });
});

describe('further namespaces of a site', () => {
  it('hold collectors that are exposed by an attached connector, and workloads', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub', { namespace: 'skupper' });
    const apps = hub.addNamespace('observability');
    expect(hub.addNamespace('observability')).toBe(apps);
    const gateway = new CollectorPipeline(apps, 'gateway');
    gateway.traces().receive(otlp).export(debugExporter());
    hub.expose(gateway, otlp);
    new kplus.ConfigMap(apps, 'settings', { data: { a: 'b' } });
    expect(objectOf(app, 'Namespace', 'observability').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(objectOf(app, 'AttachedConnector', 'gateway')).toMatchObject({
      metadata: { namespace: 'observability' },
      spec: { siteNamespace: 'skupper', port: 4317, selector: gateway.selector },
    });
    expect(objectOf(app, 'AttachedConnectorBinding', 'gateway')).toMatchObject({
      metadata: { namespace: 'skupper' },
      spec: { connectorNamespace: 'observability', routingKey: 'hub.gateway' },
    });
    expect(objectOf(app, 'ConfigMap').metadata.namespace).toBe('observability');
    expect(gateway.serviceHost).toBe('gateway-collector.observability.svc');
  });

  it('are made with the level that is asked for, or are there already', () => {
    const app = network();
    const cluster = new Cluster('one');
    const hub = new PublicSite(app, 'hub', { cluster });
    hub.addNamespace('nodes', { podSecurity: 'privileged' });
    hub.addNamespace(existingNamespace('given'));
    expect(
      objectsOf(app)
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ metadata }) => metadata.name),
    ).toEqual(['telemetry', 'nodes']);
    expect(objectOf(app, 'Namespace', 'nodes').metadata.labels?.['pod-security.kubernetes.io/enforce']).toBe('privileged');
    expect(() => hub.addNamespace('nodes', { podSecurity: 'baseline' })).toThrow('is there already, with other options');
    expect(() => hub.addNamespace('given')).toThrow('is there already, with other options');
    expect(() => hub.addNamespace(existingNamespace('more'), { podSecurity: 'baseline' })).toThrow('this one is there already');
    expect(hub.addNamespace('nodes').isCreated).toBe(true);
    expect(() => hub.addNamespace('telemetry')).toThrow('is that of the site');
    expect(() => hub.addNamespace('kube-system')).toThrow('belongs to Kubernetes');
    expect(() => hub.addNamespace('A')).toThrow('received "A"');
  });

  it('do not move the listeners, which are where the router is', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const ingest = gatewayOf(hub, 'traces');
    const edge = new EdgeSite(app, 'edge', { namespace: 'skupper', links: [SiteLink.token(hub)] });
    const agent = new CollectorPipeline(edge.addNamespace('apps'), 'agent');
    agent.traces().receive(otlp).export(edge.exporterTo(ingest));
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'agent'), 'spec.config.exporters.otlp_grpc/ingest.endpoint')).toBe(
      'ingest.skupper.svc:4317',
    );
    expect(objectOf(app, 'Listener').metadata.namespace).toBe('skupper');
    expect(app.findings()).toEqual([]);
  });
});
