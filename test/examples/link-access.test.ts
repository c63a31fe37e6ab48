import { describe, expect, it } from 'vitest';

import { Example } from './example';

describe('examples/gateway-api', () => {
  it('has two large routers behind a Gateway, and names what the controller of Skupper needs', async () => {
    const example = await Example.of('gateway-api');
    expect(example.spec('hub', 'Site')).toEqual({ ha: true, linkAccess: 'gateway', settings: { size: 'large' } });
    expect(example.site('hub').access).toMatchObject({
      type: 'gateway',
      hosts: { edge: 'skupper-router-edge.telemetry.links.example.com' },
      secondHosts: { edge: 'skupper-router-2-edge.telemetry.links.example.com' },
      controller: { SKUPPER_GATEWAY_CLASS: 'envoy', SKUPPER_GATEWAY_DOMAIN: 'links.example.com' },
    });
    expect(example.site('edge').links).toEqual([{ hub: 'hub', by: 'token' }]);
  });
});

describe('examples/ingress-nginx', () => {
  it('has a hub behind ingress-nginx, with annotations for its Ingress, and names what the controller of Skupper needs', async () => {
    const example = await Example.of('ingress-nginx');
    expect(example.spec('hub', 'Site')).toEqual({ linkAccess: 'ingress-nginx' });
    expect(example.site('hub').access).toMatchObject({
      hosts: { interRouter: 'inter-router.telemetry.links.example.com', edge: 'edge.telemetry.links.example.com' },
      controller: {
        SKUPPER_ENABLED_ACCESS_TYPES: 'local,loadbalancer,route,ingress-nginx',
        SKUPPER_INGRESS_DOMAIN: 'links.example.com',
      },
    });
    expect(example.object('hub', 'ConfigMap', 'skupper-router-labels').metadata.annotations).toMatchObject({
      'external-dns.alpha.kubernetes.io/ttl': '60',
    });
  });
});

describe('examples/kind-node-port', () => {
  it('has a hub at ports of its node that the cluster chooses, which edges learn by a token', async () => {
    const example = await Example.of('kind-node-port');
    expect(example.spec('hub', 'Site')).toEqual({ linkAccess: 'nodeport' });
    expect(example.site('hub').access?.controller).toEqual({
      SKUPPER_ENABLED_ACCESS_TYPES: 'local,loadbalancer,route,nodeport',
      SKUPPER_CLUSTER_HOST: 'hub-control-plane',
      SKUPPER_DEFAULT_ACCESS_TYPE: 'nodeport',
    });
    expect(example.site('edge').links).toEqual([{ hub: 'hub', by: 'token' }]);
    expect(example.objects('edge', 'Link')).toEqual([]);
  });

  it('has a hub at fixed ports of its node, which an edge dials with a Secret', async () => {
    const example = await Example.of('kind-node-port');
    expect(example.spec('fixed-hub', 'Service')).toMatchObject({
      type: 'NodePort',
      ports: [{ nodePort: 30_671 }, { name: 'edge', nodePort: 30_672, targetPort: 45_671 }],
    });
    expect(example.spec('fixed-hub', 'Certificate', 'skupper-router-server', 'hosts')).toContain('fixed-hub-control-plane');
    expect(example.dialled('fixed-edge')).toEqual(['fixed-hub-control-plane:30672']);
    expect(example.spec('fixed-edge', 'Link', 'fixed-hub', 'tlsCredentials')).toBe('fixed-edge-client');
  });
});

describe('examples/openshift-route', () => {
  it('has a hub behind routes of a domain, which the edge dials with no more than a Secret', async () => {
    const example = await Example.of('openshift-route');
    expect(example.spec('hub', 'RouterAccess')).toMatchObject({
      accessType: 'route',
      settings: { domain: 'apps.frankfurt.example.com' },
    });
    expect(example.dialled('edge')).toEqual(['skupper-router-edge.network.apps.frankfurt.example.com:443']);
    expect(example.site('hub').cluster.platform).toBe('openshift');
  });

  it('has its collectors in a restricted namespace, and joins them to the site by an AttachedConnector', async () => {
    const example = await Example.of('openshift-route');
    for (const site of ['hub', 'edge']) {
      const enforced = example
        .objects(site, 'Namespace')
        .map(({ metadata }) => [metadata.name, metadata.labels?.['pod-security.kubernetes.io/enforce']]);
      expect(enforced).toEqual([
        ['network', 'baseline'],
        ['observability', 'restricted'],
      ]);
      const collectors = example.objects(site, 'OpenTelemetryCollector').map(({ metadata }) => metadata.namespace);
      expect(new Set(collectors)).toEqual(new Set(['observability']));
    }
    expect(example.object('hub', 'AttachedConnector')).toMatchObject({
      metadata: { namespace: 'observability' },
      spec: { siteNamespace: 'network', port: 4317 },
    });
    expect(example.object('hub', 'AttachedConnectorBinding')).toMatchObject({
      metadata: { namespace: 'network' },
      spec: { connectorNamespace: 'observability', routingKey: 'hub.ingest' },
    });
    expect(example.config('edge', 'agent', 'exporters.otlp_grpc/ingest.endpoint')).toBe('ingest.network.svc:4317');
  });
});

describe('examples/own-service', () => {
  it('has one load balancer with a fixed address in front of two routers, and a certificate for its host', async () => {
    const example = await Example.of('own-service');
    expect(example.spec('hub', 'Site')).toEqual({ ha: true });
    expect(example.object('hub', 'Service')).toMatchObject({
      metadata: { annotations: { 'metallb.io/loadBalancerIPs': '203.0.113.10' } },
      spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['198.51.100.0/24'], selector: { 'skupper.io/component': 'router' } },
    });
    expect(example.spec('hub', 'RouterAccess', 'skupper-router', 'accessType')).toBe('local');
    expect(example.spec('hub', 'Certificate', 'skupper-router-server', 'hosts')).toContain('hub.example.com');
    expect(example.dialled('edge')).toEqual(['hub.example.com:45671']);
  });

  it('has the load balancer of Skupper with a name by annotations', async () => {
    const example = await Example.of('own-service');
    expect(example.objects('cloud-hub', 'Service')).toEqual([]);
    expect(example.spec('cloud-hub', 'RouterAccess', 'skupper-router', 'accessType')).toBe('loadbalancer');
    expect(example.object('cloud-hub', 'ConfigMap', 'skupper-router-labels').metadata.annotations).toMatchObject({
      'external-dns.alpha.kubernetes.io/hostname': 'cloud-hub.example.com',
      'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
    });
    expect(example.dialled('cloud-edge')).toEqual(['cloud-hub.example.com:45671']);
  });
});

describe('examples/secret-link', () => {
  it('creates no namespace, and links by the named Secret to the routes of the hub', async () => {
    const example = await Example.of('secret-link');
    for (const site of ['hq', 'plant']) expect(example.objects(site, 'Namespace')).toEqual([]);
    expect(example.spec('hq', 'Site')).toEqual({ ha: true, linkAccess: 'route' });
    expect(example.spec('plant', 'Link', 'hq', 'tlsCredentials')).toBe('plant-client');
    expect(example.dialled('plant')).toEqual(['skupper-router-edge-observability.apps.example.com:443']);
  });

  it('keeps traces on a volume for two weeks, and sends generated ones from the edge', async () => {
    const example = await Example.of('secret-link');
    expect(example.config('hq', 'jaeger', 'extensions.jaeger_storage.backends.main.badger')).toMatchObject({
      ephemeral: false,
      ttl: { spans: '336h' },
    });
    expect(example.spec('hq', 'OpenTelemetryCollector', 'jaeger')).toMatchObject({
      volumeClaimTemplates: [{ spec: { resources: { requests: { storage: '50Gi' } } } }],
      resources: { requests: { cpu: '500m', memory: '4Gi' } },
    });
    expect(example.config('plant', 'collector', 'exporters.otlp_grpc/gateway.sending_queue.queue_size')).toBe(128 * 2 ** 20);
    const args = example.spec('plant', 'Deployment', 'probe', 'template.spec.containers.0.args');
    expect(args).toEqual(expect.arrayContaining(['--otlp-endpoint=collector-collector.observability.svc:4317', '--rate=5']));
  });
});

describe('examples/every-way-in', () => {
  const BY_TOKEN = 'the address in its token';

  it.each<[string, string, string]>([
    ['balanced', 'loadbalancer', BY_TOKEN],
    ['balanced-by-name', 'loadbalancer', 'hub.example.com:45671'],
    ['balanced-with-own-certificate', 'loadbalancer', 'hub.example.com:45671'],
    ['balanced-with-own-ca', 'loadbalancer', BY_TOKEN],
    ['routed', 'route', BY_TOKEN],
    ['routed-by-domain', 'route', 'skupper-router-edge.routed-by-domain.links.example.com:443'],
    ['on-nodes', 'nodeport', BY_TOKEN],
    ['on-fixed-ports', 'local', '172.18.0.2:30672'],
    ['behind-nginx', 'ingress-nginx', 'edge.telemetry.links.example.com:443'],
    ['behind-an-ingress', 'ingress', 'edge.telemetry.links.example.com:443'],
    ['behind-a-gateway', 'gateway', 'skupper-router-edge.telemetry.links.example.com:8443'],
    ['behind-contour', 'contour-http-proxy', 'skupper-router-edge.telemetry.links.example.com:443'],
    ['published', 'local', 'hub.example.com:8443'],
    ['inside', 'local', BY_TOKEN],
  ])('has a hub %s of access type %s, and an edge that dials %s', async (hub, type, endpoint) => {
    const example = await Example.of('every-way-in');
    const accessTypes = example.objects(hub, 'RouterAccess').map(({ spec }) => spec?.['accessType']);
    expect([...accessTypes, example.spec(hub, 'Site', hub, 'linkAccess')]).toContain(type);
    expect(example.site(hub).access?.type).toBe(type);
    const edge = `${hub}-edge`;
    expect(example.site(edge).links.map(({ by }) => by)).toEqual([endpoint === BY_TOKEN ? 'token' : 'secret']);
    expect(endpoint === BY_TOKEN ? example.objects(edge, 'Link') : example.dialled(edge)).toEqual(
      endpoint === BY_TOKEN ? [] : expect.arrayContaining([endpoint]),
    );
  });

  it('has no other hub, and uses the certificates and issuers that hubs name', async () => {
    const example = await Example.of('every-way-in');
    expect(example.network.sites.filter(({ role }) => role === 'hub')).toHaveLength(14);
    expect(example.spec('balanced-with-own-certificate', 'RouterAccess', 'skupper-router', 'tlsCredentials')).toBe('hub-server');
    expect(example.spec('balanced-with-own-ca', 'RouterAccess', 'skupper-router', 'issuer')).toBe('telemetry-ca');
    expect(example.dialled('behind-a-gateway-edge')).toHaveLength(2);
  });
});
