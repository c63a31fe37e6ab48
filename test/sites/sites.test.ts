import { describe, expect, it } from 'vitest';

import {
  ArgumentError,
  Cluster,
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  LinkAccess,
  otlpReceiver,
  Platform,
  PublicSite,
  SiteLink,
} from '../../constructs';
import { at, network, objectOf, objectsOf } from '../helpers';

describe('a public site', { tags: 'skupper-site' }, () => {
  it('accepts links through a load balancer, on OpenShift through routes', { tags: 'openshift' }, () => {
    const app = network();
    new PublicSite(app, 'plain');
    new PublicSite(app, 'openshift', { cluster: new Cluster('ocp', { platform: Platform.OPENSHIFT }) });
    new PublicSite(app, 'chosen', { linkAccess: LinkAccess.loadBalancer(), ha: true });
    expect(() => new PublicSite(app, 'wrong', { linkAccess: LinkAccess.route() })).toThrow('on OpenShift only');
    const spec = (name: string): unknown => objectOf(app, 'Site', name).spec;
    expect(spec('plain')).toEqual({ linkAccess: 'loadbalancer' });
    expect(spec('openshift')).toEqual({ linkAccess: 'route' });
    expect(spec('chosen')).toEqual({ linkAccess: 'loadbalancer', ha: true });
  });

  it('exposes a collector by the labels that the operator gives its pods', { tags: 'skupper-expose' }, () => {
    const app = network();
    const hub = new PublicSite(app, 'hub', { namespace: 'obs' });
    const gateway = new CollectorPipeline(hub, 'gateway');
    const otlp = otlpReceiver({ grpc: { port: 14_317 } });
    gateway.traces().receive(otlp).export(debugExporter());
    hub.expose(gateway, otlp, { address: 'ingest' });
    expect(objectOf(app, 'Connector', 'ingest').spec).toEqual({
      routingKey: 'hub.ingest',
      selector: 'app.kubernetes.io/instance=obs.gateway,app.kubernetes.io/component=opentelemetry-collector',
      port: 14_317,
      type: 'tcp',
    });
  });

  it('refuses to expose what cannot be reached', () => {
    const app = network();
    const [hub, other] = [new PublicSite(app, 'hub'), new PublicSite(app, 'other')];
    const gateway = new CollectorPipeline(hub, 'gateway');
    const sidecar = new CollectorPipeline(hub, 'sidecar', { mode: CollectorMode.sidecar() });
    const otlp = otlpReceiver();
    expect(() => other.expose(gateway, otlp)).toThrow('is not in this site');
    expect(() => hub.expose(sidecar, otlp)).toThrow('is a sidecar');
    expect(() => hub.expose(gateway, otlpReceiver({ grpc: false }))).toThrow('gRPC protocol switched off');
    expect(() => hub.expose(gateway, otlp, { address: 'Ingest' })).toThrow('received "Ingest"');
    hub.expose(gateway, otlp);
    expect(() => hub.expose(gateway, otlp)).toThrow('the address "gateway" is exposed already');
  });
});

describe('an edge site', { tags: 'skupper-site' }, () => {
  it('is a Skupper edge with nothing secret, whatever it links to by token', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    new EdgeSite(app, 'edge', { links: [SiteLink.token(hub)] });
    expect(objectOf(app, 'Site', 'edge').spec).toEqual({ edge: true });
    expect(objectsOf(app).map(({ kind }) => kind)).not.toContain('AccessToken');
    expect(objectsOf(app).map(({ kind }) => kind)).not.toContain('Secret');
  });

  it('links by a Secret with both endpoints and ports as text', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    new EdgeSite(app, 'edge', { links: [SiteLink.secret(hub, { secret: 'edge-client', host: 'hub.example.com', ports: { edge: 443 } })] });
    expect(objectOf(app, 'Link').spec).toEqual({
      endpoints: [
        { name: 'inter-router', host: 'hub.example.com', port: '55671' },
        { name: 'edge', host: 'hub.example.com', port: '443' },
      ],
      tlsCredentials: 'edge-client',
    });
  });

  it('links to the routes of a hub on OpenShift by a host each, on port 443', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub', { cluster: new Cluster('ocp', { platform: Platform.OPENSHIFT }) });
    const host = { interRouter: 'inter.example.com', edge: 'edge.example.com' };
    new EdgeSite(app, 'edge', { links: [SiteLink.secret(hub, { secret: 'edge-client', host })] });
    expect(at(objectOf(app, 'Link'), 'spec.endpoints')).toEqual([
      { name: 'inter-router', host: 'inter.example.com', port: '443' },
      { name: 'edge', host: 'edge.example.com', port: '443' },
    ]);
  });

  it('has one listener for each address, however many collectors export to it', { tags: 'skupper-expose' }, () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    const gateway = new CollectorPipeline(hub, 'gateway');
    const otlp = otlpReceiver();
    gateway.traces().receive(otlp).export(debugExporter());
    const ingest = hub.expose(gateway, otlp);
    const edge = new EdgeSite(app, 'edge', { namespace: 'far', links: [SiteLink.token(hub)] });
    for (const name of ['a', 'b']) {
      new CollectorPipeline(edge, name).traces().receive(otlpReceiver()).export(edge.exporterTo(ingest));
    }
    expect(objectOf(app, 'Listener').spec).toMatchObject({ host: 'gateway', port: 4317, routingKey: 'hub.gateway' });
    expect(at(objectOf(app, 'OpenTelemetryCollector', 'b'), 'spec.config.exporters.otlp_grpc/gateway')).toMatchObject({
      endpoint: 'gateway.far.svc:4317',
      tls: { insecure: true },
      retry_on_failure: { max_elapsed_time: '0s' },
    });
  });
});

describe('any site', () => {
  it('makes its namespace with the PodSecurity level that the router passes, or uses one that is there', () => {
    const app = network();
    new EdgeSite(app, 'made', { namespace: 'made' });
    new EdgeSite(app, 'used', { namespace: existingNamespace('used') });
    expect(objectOf(app, 'Namespace').metadata).toMatchObject({
      name: 'made',
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/warn': 'restricted' },
    });
    expect(objectOf(app, 'Namespace').metadata.namespace).toBeUndefined();
    expect(objectOf(app, 'Site', 'used').metadata.namespace).toBe('used');
  });

  it('shares a cluster with others in namespaces of their own', () => {
    const app = network();
    const cluster = new Cluster('one');
    new PublicSite(app, 'a', { cluster, namespace: 'a' });
    new EdgeSite(app, 'b', { cluster, namespace: 'b' });
    expect(app.findings()).toEqual([]);
  });

  it.each<[string, string, () => unknown]>([
    ['Upper', 'id', () => new EdgeSite(network(), 'Upper')],
    ['a_b', 'namespace', () => new EdgeSite(network(), 'edge', { namespace: 'a_b' })],
    ['x'.repeat(64), 'namespace', () => new EdgeSite(network(), 'edge', { namespace: 'x'.repeat(64) })],
    ['-a', 'name', () => new Cluster('-a')],
    ['', 'name', () => existingNamespace('')],
    ['default', 'namespace', () => new EdgeSite(network(), 'edge', { namespace: 'default' })],
    ['kube-system', 'namespace', () => new EdgeSite(network(), 'edge', { namespace: 'kube-system' })],
  ])('refuses the name %j', (value, what, make) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(`at ${what}`);
    expect(make).toThrow(JSON.stringify(value));
  });

  it('refuses links that cannot be', () => {
    const app = network();
    const hub = new PublicSite(app, 'hub');
    expect(() => hub.addLink(SiteLink.token(hub))).toThrow('cannot link to itself');
    expect(() => new EdgeSite(app, 'e1', { links: [SiteLink.token(hub), SiteLink.token(hub)] })).toThrow('linked already');
    const secret = (options: object): (() => EdgeSite) => {
      const link = SiteLink.secret(hub, { secret: 'client', host: 'hub.example.com', ...options });
      return () => new EdgeSite(network(), 'edge', { links: [link] });
    };
    expect(secret({ host: 'https://hub' })).toThrow('received "https://hub"');
    expect(secret({ host: 'hub:55671' })).toThrow('no scheme, no port');
    expect(secret({ secret: 'skupper-local-server' })).toThrow("one of Skupper's own");
    expect(secret({ secret: 'client-profile' })).toThrow('does not end in -profile');
    expect(secret({ ports: { edge: 0 } })).toThrow('from 1 to 65535, received 0');
    expect(secret({ ports: { interRouter: 65_536 } })).toThrow('received 65536');
  });
});
