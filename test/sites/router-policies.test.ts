import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  injectSidecar,
  LinkAccess,
  otlpGrpcExporter,
  otlpReceiver,
  PublicSite,
  ServiceTarget,
  SiteLink,
  SkupperListener,
  TraceGenerator,
  TelemetryNetwork,
  SkupperLink,
} from '../../constructs';
import { network, objectsOf } from '../helpers';
import { printedWarnings } from '../printed';
import {
  collectorPod,
  injected,
  namesOf,
  neighbour,
  podWith,
  policiesOf,
  reaching,
  router,
  stranger,
  WORLD,
} from '../security/policies-of';
import { allows, type Party, type Pod } from '../security/policy-evaluator';

describe('a sidecar', () => {
  it('lets pods that have it reach the router, wherever the program knows them to be', () => {
    const app = network();
    const cluster = new Cluster('one');
    const hub = new PublicSite(app, 'hub', { namespace: 'hub' });
    const gateway = new CollectorPipeline(hub, 'gateway');
    const otlp = otlpReceiver();
    gateway.traces().receive(otlp).export(debugExporter());
    const networkPolicies = { sidecarNamespaces: ['listed'] };
    const edge = new EdgeSite(app, 'edge', { cluster, links: [SiteLink.token(hub)], networkPolicies });
    const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
    agent
      .traces()
      .receive(otlp)
      .export(edge.exporterTo(hub.expose(gateway, otlp)));
    edge.addNamespace('apps');
    const other = new EdgeSite(app, 'other', { cluster, namespace: 'other' });
    injectSidecar(new kplus.Deployment(other, 'web', { containers: [{ image: 'web:1' }] }), agent);
    const from = {
      own: injected(),
      apps: injected('apps'),
      other: injected('other'),
      listed: injected('listed'),
      strangers: injected('strangers'),
      plain: podWith({}, 'apps'),
    };
    expect(reaching(app, router, 1024, from)).toEqual(['own', 'apps', 'other', 'listed']);
    expect(reaching(app, WORLD, 1024, from)).toEqual(['listed', 'strangers']);
    expect(app.findings().filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(printedWarnings()).toEqual(['network-policy/workload other/web/Resource']);
  });

  it('of a trace generator is let through in a namespace of others too', () => {
    const app = network();
    const edge = new EdgeSite(app, 'edge', { namespace: existingNamespace('telemetry') });
    const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
    agent
      .traces()
      .receive(otlpReceiver())
      .export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317' }));
    new TraceGenerator(edge, 'probe', { sendTo: agent });
    const probe = podWith({ 'app.kubernetes.io/name': 'probe', 'sidecar.opentelemetry.io/injected': 'telemetry.agent' });
    const policies = policiesOf(app);
    expect([4317, 443].map((port) => allows(policies, { from: probe, to: WORLD, port }))).toEqual([true, false]);
    // Other people's pods with that sidecar are theirs.
    expect(allows(policies, { from: injected(), to: WORLD, port: 443 })).toBe(true);
  });
});

describe('the router', () => {
  const appOf = ({ node: { root } }: PublicSite): TelemetryNetwork => (root instanceof TelemetryNetwork ? root : expect.fail('no network'));
  const edgeOf = (hub: PublicSite, link: SiteLink = SiteLink.token(hub), cluster?: Cluster): EdgeSite =>
    new EdgeSite(appOf(hub), 'edge', { namespace: 'shop', links: [link], cluster });
  const edgeRouter: Pod = { ...router, namespace: 'shop' };
  const dials = (hub: PublicSite, ports: readonly number[], to: Party = WORLD): readonly number[] =>
    ports.filter((port) => reaching(appOf(hub), to, port, { edgeRouter }).length > 0);

  it('dials its hub at the port that the hub is reached at', () => {
    for (const [linkAccess, expected] of [
      [LinkAccess.loadBalancer(), [45_671]],
      [LinkAccess.gateway({ domain: 'g.example.com', className: 'envoy' }), [8443]],
      [LinkAccess.nodePort({ host: 'node' }), [8443, 31_234, 45_671, 55_671]],
    ] as const) {
      const hub = new PublicSite(network(), 'hub', { linkAccess });
      edgeOf(hub);
      expect(dials(hub, [8443, 31_234, 45_671, 55_671])).toEqual(expected);
    }
  });

  it('dials what a link by Secret says, as it is patched', () => {
    const hub = new PublicSite(network(), 'hub', {
      linkAccess: LinkAccess.published({ host: 'h.example.com', ports: { interRouter: 1443, edge: 2443 } }),
    });
    const edge = edgeOf(hub, SiteLink.secret(hub, { secret: 'client' }));
    expect(dials(hub, [1443, 2443, 3443])).toEqual([2443]);
    const link = edge.node.findAll().find((construct) => construct instanceof SkupperLink) as SkupperLink;
    link.manifest.addJsonPatch(JsonPatch.replace('/spec/endpoints/1/port', '3443'));
    expect(dials(hub, [1443, 2443, 3443])).toEqual([3443]);
  });

  it('reaches a hub of its own cluster at the pods', () => {
    const cluster = new Cluster('one');
    const hub = new PublicSite(network(), 'hub', { cluster, linkAccess: LinkAccess.local() });
    edgeOf(hub, SiteLink.token(hub), cluster);
    expect(dials(hub, [45_671], router)).toEqual([45_671]);
  });

  it('lets links in from the ranges of its Service alone, as long as that passes addresses on', () => {
    const service = { sourceRanges: ['198.51.100.0/24'] };
    const from = { inside: { address: '198.51.100.7' }, WORLD, neighbour, second: { ...router, name: 'skupper-router-2' } };
    const hub = (externalTrafficPolicy?: 'Cluster'): TelemetryNetwork => {
      const app = network();
      new PublicSite(app, 'hub', {
        ha: true,
        linkAccess: LinkAccess.published({ host: 'h.example.com', service: { ...service, externalTrafficPolicy } }),
      });
      return app;
    };
    expect(reaching(hub(), router, 55_671, from)).toEqual(['inside', 'second']);
    expect(reaching(hub('Cluster'), router, 55_671, from)).toContain('WORLD');
  });

  it('is used by exporters alone, by everybody where anything else listens, and by whoever a listener of your own is for', () => {
    const build = (add: (edge: EdgeSite, hub: PublicSite) => void): TelemetryNetwork => {
      const app = network();
      const hub = new PublicSite(app, 'hub', { namespace: 'hub' });
      const gateway = new CollectorPipeline(hub, 'gateway');
      const otlp = otlpReceiver();
      gateway.traces().receive(otlp).export(debugExporter());
      const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
      const ingest = hub.expose(gateway, otlp);
      new CollectorPipeline(edge, 'agent').traces().receive(otlp).export(edge.exporterTo(ingest));
      add(edge, hub);
      return app;
    };
    const from = { agent: collectorPod('agent'), stranger };
    expect(
      reaching(
        build(() => undefined),
        router,
        1024,
        from,
      ),
    ).toEqual(['agent']);
    const listening = build((edge, hub) => edge.listenTo(hub.expose(ServiceTarget.host('db.example.com'), { address: 'db', port: 5432 })));
    expect(reaching(listening, router, 1024, from)).toEqual(['agent', 'stranger']);
    const own = build((edge) => new SkupperListener(edge, 'own', { host: 'own', port: 1, routingKey: 'hub.gateway' }));
    expect(reaching(own, router, 1024, from)).toEqual(['agent', 'stranger']);
  });

  it('reaches what is exposed: pods by a selector, those of a Service at their own port, hosts, and lets nobody else to them', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const web = new kplus.Deployment(hub, 'web', { containers: [{ image: 'web:1', portNumber: 8080 }] });
    hub.expose(web.exposeViaService({ name: 'web', ports: [{ port: 80, targetPort: 8080 }] }));
    hub.expose(ServiceTarget.pods({ app: 'db', tier: 'x' }), { address: 'db', port: 5432 });
    hub.expose(ServiceTarget.pods({ app: 'db' }, 'orders'), { address: 'orders', port: 5433 });
    hub.expose(ServiceTarget.host('registry.example.com'), { address: 'registry', port: 5000 });
    const { matchLabels } = (
      objectsOf(app).find(({ kind }) => kind === 'Deployment')?.spec as { selector: { matchLabels: Record<string, string> } }
    ).selector;
    const db = podWith({ app: 'db', tier: 'x' });
    expect(reaching(app, podWith(matchLabels), 8080, { router, neighbour })).toEqual(['router']);
    expect(reaching(app, podWith(matchLabels), 80, { router, neighbour })).toEqual([]);
    expect(reaching(app, db, 5432, { router, neighbour, stranger })).toEqual(['router']);
    expect(reaching(app, podWith({ app: 'db' }, 'orders'), 5433, { router })).toEqual(['router']);
    expect(reaching(app, WORLD, 5000, { router })).toEqual(['router']);
    expect(namesOf(app).filter((name) => name.endsWith('-exposed'))).toEqual(['telemetry/web-exposed', 'telemetry/db-exposed']);
  });
});
