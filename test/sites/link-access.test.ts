import { describe, expect, it } from 'vitest';

import {
  Cluster,
  EdgeSite,
  LinkAccess,
  Platform,
  PublicSite,
  SiteLink,
  type PublicSiteProps,
  type TelemetryNetwork,
} from '../../constructs';
import { at, network, objectOf, objectsOf } from '../helpers';

/** A network with a hub that links come into in one way. */
function hubWith(linkAccess: LinkAccess, props: PublicSiteProps = {}): { readonly app: TelemetryNetwork; readonly hub: PublicSite } {
  const app = network({ networkPolicies: false });
  return { app, hub: new PublicSite(app, 'hub', { namespace: 'obs', ...props, linkAccess }) };
}

const openshift = (): Cluster => new Cluster('ocp', { platform: Platform.OPENSHIFT });
const kinds = (app: TelemetryNetwork): readonly string[] => objectsOf(app).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const DEFAULT_TYPES = 'local,loadbalancer,route';

describe('a way into a hub that the controller knows all of', () => {
  it.each<[string, LinkAccess, object, object]>([
    ['loadbalancer', LinkAccess.loadBalancer(), {}, { ports: { interRouter: 55_671, edge: 45_671 }, tokens: 'anywhere' }],
    [
      'local',
      LinkAccess.local(),
      {},
      {
        ports: { interRouter: 55_671, edge: 45_671 },
        hosts: { interRouter: 'skupper-router.obs', edge: 'skupper-router.obs' },
        tokens: 'cluster',
      },
    ],
    [
      'nodeport',
      LinkAccess.nodePort({ host: '172.18.0.2' }),
      {},
      {
        tokens: 'anywhere',
        controller: {
          SKUPPER_ENABLED_ACCESS_TYPES: `${DEFAULT_TYPES},nodeport`,
          SKUPPER_CLUSTER_HOST: '172.18.0.2',
          SKUPPER_DEFAULT_ACCESS_TYPE: 'nodeport',
        },
      },
    ],
    [
      'ingress-nginx',
      LinkAccess.ingressNginx({ domain: 'in.example.com' }),
      {},
      {
        ports: { interRouter: 443, edge: 443 },
        hosts: { interRouter: 'inter-router.obs.in.example.com', edge: 'edge.obs.in.example.com' },
        tokens: 'anywhere',
        controller: { SKUPPER_ENABLED_ACCESS_TYPES: `${DEFAULT_TYPES},ingress-nginx`, SKUPPER_INGRESS_DOMAIN: 'in.example.com' },
      },
    ],
    [
      'ingress',
      LinkAccess.ingress({ domain: 'in.example.com', className: 'haproxy' }),
      { settings: { ingressClassName: 'haproxy' } },
      {
        ports: { interRouter: 443, edge: 443 },
        hosts: { interRouter: 'inter-router.obs.in.example.com', edge: 'edge.obs.in.example.com' },
        tokens: 'anywhere',
        controller: { SKUPPER_ENABLED_ACCESS_TYPES: `${DEFAULT_TYPES},ingress`, SKUPPER_INGRESS_DOMAIN: 'in.example.com' },
      },
    ],
    [
      'gateway',
      LinkAccess.gateway({ domain: 'gw.example.com', className: 'envoy', port: 9443 }),
      {},
      {
        ports: { interRouter: 9443, edge: 9443 },
        hosts: { interRouter: 'skupper-router-inter-router.obs.gw.example.com', edge: 'skupper-router-edge.obs.gw.example.com' },
        tokens: 'anywhere',
        controller: {
          SKUPPER_ENABLED_ACCESS_TYPES: `${DEFAULT_TYPES},gateway`,
          SKUPPER_GATEWAY_CLASS: 'envoy',
          SKUPPER_GATEWAY_DOMAIN: 'gw.example.com',
          SKUPPER_GATEWAY_PORT: '9443',
        },
      },
    ],
    [
      'contour-http-proxy',
      LinkAccess.contour({ domain: 'c.example.com' }),
      {},
      {
        ports: { interRouter: 443, edge: 443 },
        hosts: { interRouter: 'skupper-router-inter-router.obs.c.example.com', edge: 'skupper-router-edge.obs.c.example.com' },
        tokens: 'anywhere',
        controller: { SKUPPER_ENABLED_ACCESS_TYPES: `${DEFAULT_TYPES},contour-http-proxy`, SKUPPER_HTTP_PROXY_DOMAIN: 'c.example.com' },
      },
    ],
  ])('%s is a word of the site', { tags: ['skupper-site', 'ingress-nginx'] }, (linkAccess, way, spec, access) => {
    const { app, hub } = hubWith(way);
    expect(objectOf(app, 'Site').spec).toEqual({ linkAccess, ...spec });
    expect(kinds(app)).toEqual(['Namespace obs', 'Site hub']);
    expect(hub.access).toEqual({ type: linkAccess, ...access });
    expect(way.ports).toEqual(hub.access.ports);
    expect(way.hosts('obs')).toEqual(hub.access.hosts);
    expect(way.controller).toEqual(hub.access.controller ?? {});
  });

  it('is a word of the site on OpenShift too', () => {
    const { app } = hubWith(LinkAccess.route(), { cluster: openshift() });
    expect(objectOf(app, 'Site').spec).toEqual({ linkAccess: 'route' });
  });
});

describe('a way into a hub that a site has no word for', () => {
  it('with a domain of routes is a RouterAccess, whose certificate the controller makes', () => {
    const { app, hub } = hubWith(LinkAccess.route({ domain: 'apps.example.com' }), { cluster: openshift() });
    expect(objectOf(app, 'Site').spec).toEqual({ edge: false });
    expect(objectOf(app, 'RouterAccess', 'skupper-router').spec).toEqual({
      accessType: 'route',
      roles: [
        { name: 'inter-router', port: 55_671 },
        { name: 'edge', port: 45_671 },
      ],
      tlsCredentials: 'skupper-router-server',
      generateTlsCredentials: true,
      settings: { domain: 'apps.example.com' },
    });
    expect(hub.access.hosts?.edge).toBe('skupper-router-edge.obs.apps.example.com');
  });

  it('with a name of a load balancer has a certificate for that name, which the controller would not put there', () => {
    const { app, hub } = hubWith(LinkAccess.loadBalancer({ host: 'hub.example.com' }), { ha: true });
    expect(objectOf(app, 'Certificate').spec).toEqual({
      ca: 'skupper-site-ca',
      subject: 'skupper-router',
      hosts: ['hub.example.com', 'skupper-router', 'skupper-router.obs', 'skupper-router-2', 'skupper-router-2.obs'],
      client: true,
      server: true,
    });
    expect(objectOf(app, 'RouterAccess').spec).toMatchObject({ accessType: 'loadbalancer', tlsCredentials: 'skupper-router-server' });
    expect(objectOf(app, 'RouterAccess').spec).not.toHaveProperty('generateTlsCredentials');
    expect(hub.access.tokens).toBe('nowhere');
  });

  it('lets tokens carry the fixed address of a load balancer', () => {
    expect(hubWith(LinkAccess.loadBalancer({ host: '203.0.113.7' })).hub.access.tokens).toBe('anywhere');
  });

  it('takes a certificate of your own in the place of one that Skupper makes', () => {
    const { app } = hubWith(LinkAccess.loadBalancer({ host: 'hub.example.com', serverSecret: 'hub-server' }));
    expect(kinds(app)).not.toContain('Certificate skupper-router-server');
    expect(at(objectOf(app, 'RouterAccess'), 'spec.tlsCredentials')).toBe('hub-server');
  });

  it('takes a CA of your own for both sides', () => {
    const { app } = hubWith(LinkAccess.loadBalancer(), { issuer: 'own-ca' });
    expect(objectOf(app, 'Site').spec).toEqual({ defaultIssuer: 'own-ca' });
    expect(objectOf(app, 'RouterAccess').spec).toMatchObject({ issuer: 'own-ca', generateTlsCredentials: true });
    const published = hubWith(LinkAccess.published({ host: 'hub.example.com' }), { issuer: 'own-ca' }).app;
    expect(at(objectOf(published, 'Certificate'), 'spec.ca')).toBe('own-ca');
    expect(objectOf(published, 'RouterAccess').spec).not.toHaveProperty('issuer');
  });

  it('with ports of nodes has a Service of its own, for the pods of both routers', () => {
    const ports = { interRouter: 30_671, edge: 30_672 };
    const { app, hub } = hubWith(LinkAccess.nodePort({ host: '172.18.0.2', ports }));
    expect(objectOf(app, 'RouterAccess').spec).toMatchObject({ accessType: 'local' });
    expect(objectOf(app, 'Service').spec).toEqual({
      type: 'NodePort',
      selector: { application: 'skupper-router', 'skupper.io/component': 'router' },
      ports: [
        { name: 'inter-router', port: 55_671, targetPort: 55_671, protocol: 'TCP', nodePort: 30_671 },
        { name: 'edge', port: 45_671, targetPort: 45_671, protocol: 'TCP', nodePort: 30_672 },
      ],
    });
    expect(hub.access).toMatchObject({ ports, hosts: { edge: '172.18.0.2' }, tokens: 'cluster' });
    expect(hub.access).not.toHaveProperty('controller');
  });

  it('published by yourself has the ports that it is reached at, before or behind its Service', () => {
    const host = { interRouter: 'a.example.com', edge: 'b.example.com' };
    const behind = hubWith(LinkAccess.published({ host, ports: { interRouter: 443, edge: 443 } }));
    expect(kinds(behind.app)).toEqual(['Namespace obs', 'Site hub', 'Certificate skupper-router-server', 'RouterAccess skupper-router']);
    expect(at(objectOf(behind.app, 'Certificate'), 'spec.hosts')).toEqual([
      'a.example.com',
      'b.example.com',
      'skupper-router',
      'skupper-router.obs',
    ]);
    const before = hubWith(
      LinkAccess.published({
        host: 'hub.example.com',
        ports: { edge: 443 },
        service: { loadBalancerClass: 'inside', loadBalancerIP: '10.1.2.3', sourceRanges: ['10.0.0.0/8'] },
      }),
    );
    expect(objectOf(before.app, 'Service').spec).toMatchObject({
      type: 'LoadBalancer',
      loadBalancerClass: 'inside',
      loadBalancerIP: '10.1.2.3',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      externalTrafficPolicy: 'Local',
      ports: [
        { port: 55_671, targetPort: 55_671 },
        { port: 443, targetPort: 45_671 },
      ],
    });
    const nodePorts = { interRouter: 30_000, edge: 30_001 };
    expect(LinkAccess.published({ host: 'node', service: { type: 'NodePort', nodePorts } }).ports).toEqual(nodePorts);
  });

  it('published by yourself has a Service for both of two routers, since that of Skupper leads to one', () => {
    const { app } = hubWith(LinkAccess.published({ host: 'hub.example.com' }), { ha: true });
    expect(objectOf(app, 'Service', 'skupper-router-public').spec).toMatchObject({ type: 'ClusterIP' });
  });
});

describe('annotations of what the controller makes', () => {
  it('are those of a template, without what deployment tools put on the template', () => {
    const annotations = { 'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb' };
    const { app } = hubWith(LinkAccess.loadBalancer({ annotations }), { ha: true });
    expect(objectOf(app, 'Site').spec).toEqual({ linkAccess: 'loadbalancer', ha: true });
    const template = objectOf(app, 'ConfigMap', 'skupper-router-labels') as unknown as { data: Record<string, string> };
    expect(template).toMatchObject({
      metadata: { labels: { 'skupper.io/label-template': 'true' }, annotations },
      data: { kind: 'Service', name: 'skupper-router' },
    });
    expect(template.data['exclude']?.split(',')).toEqual(
      expect.arrayContaining(['argocd.argoproj.io/sync-wave', 'argocd.argoproj.io/tracking-id', 'kustomize.toolkit.fluxcd.io/name']),
    );
    // The second router has a Service of its own.
    expect(at(objectOf(app, 'ConfigMap', 'skupper-router-2-labels'), 'data.name')).toBe('skupper-router-2');
  });

  it('are for every route, since those have names of their own', () => {
    const { app } = hubWith(LinkAccess.route({ annotations: { 'haproxy.router.openshift.io/timeout': '1h' } }), { cluster: openshift() });
    expect(at(objectOf(app, 'ConfigMap'), 'data')).toMatchObject({ kind: 'Route' });
    expect(at(objectOf(app, 'ConfigMap'), 'data.name')).toBeUndefined();
  });
});

describe('a link by Secret', () => {
  it('takes host and ports from the hub, and makes a link to each of two routers that are reached apart', () => {
    const { app, hub } = hubWith(LinkAccess.gateway({ domain: 'gw.example.com', className: 'envoy' }), { ha: true });
    new EdgeSite(app, 'edge', { links: [SiteLink.secret(hub, { secret: 'client' })] });
    expect(at(objectOf(app, 'Link', 'hub'), 'spec.endpoints')).toEqual([
      { name: 'inter-router', host: 'skupper-router-inter-router.obs.gw.example.com', port: '8443' },
      { name: 'edge', host: 'skupper-router-edge.obs.gw.example.com', port: '8443' },
    ]);
    expect(at(objectOf(app, 'Link', 'hub-2'), 'spec.endpoints.1.host')).toBe('skupper-router-2-edge.obs.gw.example.com');
    expect(app.findings()).toEqual([]);
  });

  it('says what it lacks where the cluster alone knows', () => {
    const link = (linkAccess: LinkAccess, options: object = {}) => {
      return () => SiteLink.secret(hubWith(linkAccess).hub, { secret: 'client', ...options });
    };
    expect(link(LinkAccess.loadBalancer())).toThrow('where the hub hub is reached is known to its cluster alone');
    expect(link(LinkAccess.nodePort({ host: '172.18.0.2' }), { host: '172.18.0.2' })).toThrow('the ports of the hub hub are known');
    expect(link(LinkAccess.nodePort({ host: '172.18.0.2' }), { host: '172.18.0.2', ports: { edge: 1, interRouter: 2 } })).not.toThrow();
    expect(link(LinkAccess.local(), { cost: 0 })).toThrow('cost has to be an integer of at least 1, received 0');
  });

  it('has the cost that hubs look at', () => {
    const { app, hub } = hubWith(LinkAccess.loadBalancer({ host: 'hub.example.com' }));
    new PublicSite(app, 'second', { links: [SiteLink.secret(hub, { secret: 'client', cost: 7 })] });
    expect(at(objectOf(app, 'Link'), 'spec.cost')).toBe(7);
  });
});

describe('a choice that cannot be', () => {
  it.each<[string, () => unknown, string]>([
    ['a scheme', () => LinkAccess.loadBalancer({ host: 'https://hub' }), 'received "https://hub"'],
    ['a port in the host', () => LinkAccess.published({ host: 'hub:55671' }), 'no scheme, no port'],
    ['no host for a certificate', () => LinkAccess.loadBalancer({ serverSecret: 'x' }), 'is for a host, received none'],
    ['no ports for a certificate', () => LinkAccess.nodePort({ host: 'n', serverSecret: 'x' }), 'goes with ports, received none'],
    ['a port out of range', () => LinkAccess.gateway({ domain: 'd', className: 'c', port: 0 }), 'from 1 to 65535, received 0'],
    ["Skupper's own Secret", () => LinkAccess.published({ host: 'h', serverSecret: 'skupper-site-server' }), "one of Skupper's own"],
    [
      'one port for both kinds',
      () => LinkAccess.nodePort({ host: 'n', ports: { interRouter: 30_001, edge: 30_001 } }),
      'both kinds of routers would be sent to n:30001',
    ],
    [
      'ports of nodes that are not known',
      () => LinkAccess.published({ host: 'h', service: { type: 'NodePort', nodePorts: { edge: 30_001 } } }),
      'give both',
    ],
    [
      'ports of nodes where there are none',
      () => LinkAccess.published({ host: 'h', service: { type: 'ClusterIP', nodePorts: { edge: 30_001 } } }),
      'leave them out',
    ],
    ['no CIDR', () => LinkAccess.published({ host: 'h', service: { sourceRanges: ['10.0.0.0/99'] } }), 'received "10.0.0.0/99"'],
    ['no address', () => LinkAccess.published({ host: 'h', service: { loadBalancerIP: 'nope' } }), 'received "nope"'],
    [
      'one address for two routers',
      () => hubWith(LinkAccess.loadBalancer({ host: '203.0.113.7' }), { ha: true }),
      'two routers get a load balancer each',
    ],
    ['a domain that is none', () => LinkAccess.route({ domain: '.apps' }), 'received ".apps"'],
  ])('is refused for %s', (_, make, says) => {
    expect(make).toThrow(says);
  });
});
