import { Deployment, LabelExpression, LabelSelector, Service } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  ArgoCd,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  EdgeSite,
  JaegerAllInOne,
  LinkAccess,
  Platform,
  PublicSite,
  ServiceTarget,
  SiteLink,
  TelemetryNetwork,
  debugExporter,
  existingNamespace,
  otlpReceiver,
  type Generation,
  type OtlpReceiver,
  type PublicSiteProps,
} from '../../constructs';
import { at, network, objectOf, objectsOf, rulesOf, type KubeObject } from '../helpers';

interface Pair {
  readonly app: TelemetryNetwork;
  readonly hub: PublicSite;
  readonly gateway: CollectorPipeline;
  readonly otlp: OtlpReceiver;
}

/** A hub of the legacy generation with a collector. */
function legacyHub(props: PublicSiteProps = {}, generation: Generation = 'legacy'): Pair {
  const app = network({ generation });
  const hub = new PublicSite(app, 'hub', props);
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  return { app, hub, gateway, otlp };
}

const secrets = (app: TelemetryNetwork): readonly KubeObject[] => objectsOf(app).filter(({ kind }) => kind === 'Secret');
const data = (app: TelemetryNetwork): unknown => (objectOf(app, 'ConfigMap', 'skupper-site') as unknown as { data: unknown }).data;

describe('a network of the legacy generation', () => {
  it('has a ConfigMap for each site, and nothing of Skupper v2', () => {
    const { app, hub, gateway, otlp } = legacyHub();
    const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
    agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
    expect(app.findings()).toEqual([]);
    const objects = objectsOf(app);
    expect(objects.filter(({ apiVersion }) => apiVersion.startsWith('skupper.io/'))).toEqual([]);
    expect(objects.filter(({ metadata }) => metadata.name === 'skupper-site')).toHaveLength(2);
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'agent'), 'spec.config.exporters')).toMatchObject({
      'otlp_grpc/ingest': { endpoint: 'ingest.telemetry.svc:4317', tls: { insecure: true } },
    });
  });

  it('is the same program as another one, but for its generation', () => {
    for (const generation of ['current', 'legacy'] as const) {
      const { app, hub, gateway, otlp } = legacyHub({ router: { dataConnections: 4 }, ha: true }, generation);
      const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
      edge.listenTo(hub.expose(gateway, otlp));
      expect(app.findings()).toEqual([]);
    }
  });

  it('has the collectors of the current one, so that a move restarts no application and no sidecar', () => {
    const collectors = (generation: Generation): readonly KubeObject[] => {
      const app = network({ generation, networkPolicies: false });
      const hub = new PublicSite(app, 'hub');
      const jaeger = new JaegerAllInOne(hub, 'jaeger');
      const gateway = new CollectorPipeline(hub, 'gateway');
      const otlp = otlpReceiver();
      gateway.traces().receive(otlp).export(jaeger.exporter());
      const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
      const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
      const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
      agent.traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
      return objectsOf(app).filter(({ kind, metadata }) => kind === 'OpenTelemetryCollector' && metadata.name !== 'jaeger');
    };
    expect(collectors('legacy')).toEqual(collectors('current'));
    expect(collectors('legacy')).toHaveLength(2);
  });

  it('asks the hub for a token for each site that links by one, without anything secret', () => {
    const { app, hub } = legacyHub();
    for (const name of ['a', 'b']) new EdgeSite(app, name, { links: [SiteLink.token(hub)] });
    for (const name of ['c', 'd']) new EdgeSite(app, name, { links: [SiteLink.token(hub, { request: 'shared' })] });
    expect(secrets(app).map(({ metadata, ...rest }) => [metadata.name, metadata.namespace, metadata.labels, Object.keys(rest)])).toEqual(
      ['link-a', 'link-b', 'shared'].map((name) => [
        name,
        'telemetry',
        { 'skupper.io/type': 'connection-token-request' },
        ['apiVersion', 'kind'],
      ]),
    );
  });

  it('puts pods under an address by a Service beside the one that is there, with the one port that is meant', () => {
    const { app, hub, gateway, otlp } = legacyHub();
    hub.expose(gateway, otlp, { address: 'ingest' });
    expect(objectOf(app, 'Service')).toMatchObject({
      metadata: {
        name: 'expose-ingest',
        annotations: { 'skupper.io/proxy': 'tcp', 'skupper.io/address': 'ingest', 'skupper.io/target': 'expose-ingest' },
      },
      spec: {
        selector: { 'app.kubernetes.io/instance': 'telemetry.gateway', 'app.kubernetes.io/component': 'opentelemetry-collector' },
        ports: [{ port: 4317, targetPort: 4317, protocol: 'TCP' }],
      },
    });
  });

  it('reaches pods of another namespace by a Service there', () => {
    const { app, hub } = legacyHub();
    const gateway = new CollectorPipeline(hub.addNamespace('observability'), 'apart');
    const otlp = otlpReceiver();
    gateway.traces().receive(otlp).export(debugExporter());
    hub.expose(gateway, otlp, { address: 'ingest' });
    const place = ({ metadata }: KubeObject): readonly unknown[] => [metadata.namespace, metadata.name];
    expect(place(objectOf(app, 'Service', 'ingest-target'))).toEqual(['observability', 'ingest-target']);
    const exposed = objectOf(app, 'Service', 'expose-ingest');
    expect(place(exposed)).toEqual(['telemetry', 'expose-ingest']);
    expect(exposed.metadata.annotations).toMatchObject({ 'skupper.io/target': 'ingest-target.observability' });
    expect(exposed.spec).not.toHaveProperty('selector');
    expect(app.findings()).toEqual([]);
  });

  it('exposes a Service with all ports that it has: Skupper v1 passes over one that lacks some', () => {
    const { app, hub } = legacyHub();
    const service = new Service(hub, 'db', {
      metadata: { name: 'db' },
      ports: [
        { name: 'sql', port: 5432 },
        { name: 'admin', port: 8080 },
      ],
    });
    hub.expose(service, { port: 5432, address: 'orders' });
    const exposed = objectOf(app, 'Service', 'expose-orders');
    expect(exposed.metadata.annotations).toMatchObject({ 'skupper.io/target': 'db.telemetry.svc' });
    expect(at(exposed.spec, 'ports')).toMatchObject([{ port: 5432 }, { port: 8080 }]);
  });

  it('exposes pods by labels alone', () => {
    const { app, hub } = legacyHub();
    hub.expose(ServiceTarget.pods({ app: 'web' }), { address: 'web', port: 80 });
    expect(at(objectOf(app, 'Service', 'expose-web').spec, 'selector')).toEqual({ app: 'web' });
    const workload = new Deployment(hub, 'api', { containers: [{ image: 'api', portNumber: 80 }], select: false });
    workload.select(LabelSelector.of({ expressions: [LabelExpression.exists('tier')] }));
    expect(() => hub.expose(workload, { address: 'api' })).toThrow('Skupper v1 takes pods by labels alone');
  });

  it.each<[LinkAccess, Readonly<Record<string, string>>]>([
    [LinkAccess.loadBalancer({ annotations: { a: 'b' } }), { ingress: 'loadbalancer', 'router-service-annotations': 'a=b' }],
    [LinkAccess.nodePort({ host: 'node.example.com' }), { ingress: 'nodeport', 'ingress-host': 'node.example.com' }],
    [
      LinkAccess.ingressNginx({ domain: 'example.com', className: 'nginx' }),
      { ingress: 'nginx-ingress-v1', 'ingress-host': 'example.com', 'ingress-annotations': 'kubernetes.io/ingress.class=nginx' },
    ],
    [LinkAccess.ingress({ domain: 'example.com' }), { ingress: 'ingress', 'ingress-host': 'example.com' }],
    [LinkAccess.contour({ domain: 'example.com' }), { ingress: 'contour-http-proxy', 'ingress-host': 'example.com' }],
    [LinkAccess.local(), { ingress: 'none' }],
  ])('opens a hub by the ways in that Skupper v1 has: %#', (linkAccess, keys) => {
    const { app } = legacyHub({ linkAccess });
    expect(app.findings()).toEqual([]);
    expect(data(app)).toMatchObject(keys);
  });

  it('opens a hub on OpenShift by routes', () => {
    const { app } = legacyHub({ cluster: new Cluster('hub', { platform: Platform.OPENSHIFT }) });
    expect(data(app)).toMatchObject({ ingress: 'route' });
  });

  it('runs two routers for ha, and an edge as edge', () => {
    const { app, hub } = legacyHub({ ha: true });
    expect(data(app)).toMatchObject({ routers: '2', edge: 'false' });
    const other = network({ generation: 'legacy' });
    new EdgeSite(other, 'edge', { links: [SiteLink.token(hub)] });
    expect(data(other)).toMatchObject({ edge: 'true', ingress: 'none' });
  });

  it('makes no network policies, and says that it makes none to who asks', () => {
    const { app } = legacyHub();
    expect(objectsOf(app).filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]);
    expect(() => new TelemetryNetwork({ generation: 'legacy', networkPolicies: true })).toThrow('are not made in the legacy generation');
    expect(() => network({ generation: 'v1' as Generation })).toThrow('has to be current or legacy, received "v1"');
  });

  it('has one address of a name: two sites that expose it stand in for each other', () => {
    const { app, hub, gateway, otlp } = legacyHub();
    hub.expose(gateway, otlp, { address: 'ingest' });
    const second = new PublicSite(app, 'second', { links: [SiteLink.token(hub)] });
    const other = new CollectorPipeline(second, 'gateway');
    const receiver = otlpReceiver();
    other.traces().receive(receiver).export(debugExporter());
    second.expose(other, receiver, { address: 'ingest' });
    expect(app.findings()).toEqual([]);
  });

  it('knows the names of what Skupper v1 makes in every site', () => {
    const { app, hub, gateway, otlp } = legacyHub();
    hub.expose(gateway, otlp, { address: 'ingest' });
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    new Service(edge, 'taken', { metadata: { name: 'ingest' }, ports: [{ port: 80 }] });
    new Service(edge, 'router', { metadata: { name: 'skupper-router-local' }, ports: [{ port: 80 }] });
    expect([...rulesOf(app.findings())].sort()).toEqual([
      'object/made-by-operator edge/router/Resource',
      'object/made-by-operator edge/taken/Resource',
    ]);
  });

  it.each(['jaeger-collector', 'gateway-collector', 'skupper-router'])(
    'has no address %s, which an operator makes a Service of',
    (address) => {
      const { app, hub, gateway, otlp } = legacyHub();
      new JaegerAllInOne(hub, 'jaeger');
      hub.expose(gateway, otlp, { address });
      expect(rulesOf(app.findings())).toEqual(['listener/host-taken hub']);
    },
  );

  it('refuses what would overwrite a Secret of Skupper, and an address whose Service has no name', () => {
    const { app, hub, gateway, otlp } = legacyHub();
    expect(() => new EdgeSite(app, 'edge', { links: [SiteLink.token(hub, { request: 'skupper-local-server' })] })).toThrow(
      'is one that Skupper v1 makes for itself',
    );
    expect(() => hub.expose(gateway, otlp, { address: 'a'.repeat(57) })).toThrow('address has to be at most 56 characters long');
  });

  it('links by tokens alone', () => {
    const { app, hub } = legacyHub();
    new EdgeSite(app, 'a', { links: [SiteLink.secret(hub, { secret: 'client' })] });
    new EdgeSite(app, 'b', { links: [SiteLink.certificates(hub)] });
    expect(app.findings()).toMatchObject([
      {
        path: 'a',
        message: 'Skupper v1 does not have a link by a Secret of yours, to the hub hub',
        fix: expect.stringContaining('token') as string,
      },
      { path: 'b', message: 'Skupper v1 does not have a link by certificates, to the hub hub' },
    ]);
  });

  it('tells once what is wrong with a way in', () => {
    const { app, hub } = legacyHub({
      linkAccess: LinkAccess.nodePort({ host: 'hub.example.com', ports: { interRouter: 30_001, edge: 30_002 } }),
    });
    new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    expect(rulesOf(app.findings())).toEqual(['generation/unavailable hub']);
    const inside = legacyHub({ linkAccess: LinkAccess.local() });
    new EdgeSite(inside.app, 'edge', { links: [SiteLink.token(inside.hub)] });
    expect(inside.app.findings()).toMatchObject([{ rule: 'link/host', fix: 'open the hub to other clusters: LinkAccess.loadBalancer()' }]);
  });

  it('has one site in a namespace', () => {
    const { app, hub } = legacyHub({ namespace: existingNamespace('shared') });
    new EdgeSite(app, 'edge', { cluster: hub.cluster, namespace: existingNamespace('shared') });
    expect(rulesOf(app.findings())).toEqual(['object/duplicate hub/skupper-site/Resource']);
  });

  it('is known to programs of edges elsewhere', () => {
    const { hub, gateway, otlp } = legacyHub();
    hub.expose(gateway, otlp, { address: 'ingest' });
    const reference = PublicSite.fromAttributes(JSON.parse(JSON.stringify(hub.attributes)));
    const app = network({ generation: 'legacy' });
    const edge = new EdgeSite(app, 'edge', { links: [SiteLink.token(reference)] });
    new CollectorPipeline(edge, 'agent')
      .traces()
      .receive(otlpReceiver())
      .export(edge.exporterTo(reference.address('ingest')));
    expect(app.findings()).toEqual([]);
  });

  it('lets Argo CD leave to Skupper v1 what it makes of a request for a token', () => {
    const { app, hub } = legacyHub();
    new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    new ArgoCd(app, 'argocd', { repository: 'https://git.example.com/telemetry.git' });
    expect(at(objectOf(app, 'Application', 'telemetry-hub').spec, 'ignoreDifferences')).toEqual([
      { kind: 'Secret', name: 'link-edge', namespace: 'telemetry', jsonPointers: ['/data', '/metadata/labels/skupper.io~1type'] },
    ]);
  });
});
