import { describe, expect, it } from 'vitest';

import type { Topology, TopologySite } from '../../../constructs';
import type { KubeObject } from '../../../ops/cluster/kube-object';
import type { ObjectStatus, SiteStatus } from '../../../ops/status/network-status';
import { Partners } from '../../../ops/status/partners';
import { siteStatus } from '../../../ops/status/site-status';
import { SiteSnapshot } from '../../../ops/status/site-snapshot';

const object = (apiVersion: string, kind: string, name: string, fields: Partial<KubeObject> = {}): KubeObject => ({
  apiVersion,
  kind,
  ...fields,
  metadata: { name, namespace: 'n', ...fields.metadata },
});
const config = (name: string, uid: string): KubeObject =>
  object('v1', 'ConfigMap', 'skupper-site', { metadata: { name: 'skupper-site', uid }, data: { name } });
const deployment = (name: string, image = `quay.io/skupper/${name}:1.9.6`, status = 'True'): KubeObject =>
  object('apps/v1', 'Deployment', name, {
    spec: { template: { spec: { containers: [{ image }] } } },
    status: { conditions: [{ type: 'Available', status }], availableReplicas: status === 'True' ? 1 : 0 },
  });
const RUNNING = [deployment('skupper-router'), deployment('skupper-service-controller', 'quay.io/skupper/service-controller:1.9.6')];
const TLS = { 'ca.crt': '', 'tls.crt': '', 'tls.key': '' };
const token = (name: string, hubId: string, type = 'connection-token', fields: Partial<KubeObject> = {}, host = 'h'): KubeObject =>
  object('v1', 'Secret', name, {
    data: TLS,
    ...fields,
    metadata: { name, labels: { 'skupper.io/type': type }, annotations: { 'edge-host': host, 'skupper.io/generated-by': hubId } },
  });
const seeing = (sites: readonly string[], addresses: Readonly<Record<string, number>> = {}): KubeObject => {
  const siteStatus = sites.map((id) => ({ site: { identity: id, name: id.replace('-id', '') } }));
  const list = Object.entries(addresses).map(([name, connectorCount]) => ({ name, connectorCount, listenerCount: 2 }));
  const data = { NetworkStatus: JSON.stringify({ siteStatus, addresses: list }) };
  return object('v1', 'ConfigMap', 'skupper-network-status', { data });
};

const HUB = planned('hub', 'hub', [token('link-edge', '')], {
  exposes: [{ address: 'otlp', routingKey: 'otlp', port: 4317, signals: ['traces'] }],
});
const EDGE = planned('edge', 'edge', [], {
  links: [{ hub: 'hub', by: 'token', request: 'link-edge' }],
  listens: [{ address: 'otlp', host: 'otlp.n.svc', port: 4317, leadsTo: [{ site: 'hub', routingKey: 'otlp' }] }],
});

function planned(name: string, role: 'hub' | 'edge', objects: readonly KubeObject[], fields: Partial<TopologySite>): TopologySite {
  return {
    name,
    role,
    generation: 'legacy',
    folder: name,
    cluster: { name, platform: 'kubernetes' },
    namespace: { name: 'n', created: true },
    namespaces: [],
    images: [],
    links: [],
    exposes: [],
    listens: [],
    objects: [config(name, ''), ...objects].map(({ apiVersion, kind, metadata }) => ({
      apiVersion,
      kind,
      namespace: 'n',
      name: metadata.name,
    })),
    ...fields,
  };
}

/** What is said of a site whose cluster has these objects. @param hubId what the cluster of the hub says */
function look(site: TopologySite, there: readonly KubeObject[], hubId?: string, isHidden = false): SiteStatus {
  const snapshot = new SiteSnapshot('context');
  const kinds = [
    ['v1', 'ConfigMap'],
    ['v1', 'Service'],
    ['v1', 'Secret'],
    ['apps/v1', 'Deployment'],
  ] as const;
  for (const [apiVersion, kind] of kinds) {
    const own = there.filter((one) => one.kind === kind);
    snapshot.remember({ apiVersion, kind, namespace: 'n' }, kind === 'Secret' && isHidden ? 'hidden' : own);
  }
  const topology: Topology = { version: 1, sites: [HUB, EDGE], files: [], readiness: {} };
  const hubIds = new Map(hubId === undefined ? [] : [['hub', hubId]]);
  return siteStatus(site, snapshot, [], { readiness: {}, partners: new Partners(topology), hubIds });
}
const one = ({ objects }: SiteStatus, name: string): ObjectStatus =>
  objects.find((own) => own.name === name) ?? expect.fail(`nothing is said of ${name}`);

describe('the status of a site of Skupper v1', () => {
  const edge = [config('edge', 'edge-id'), ...RUNNING];

  it('says what runs it, and how its Deployments are', () => {
    const seen = look(EDGE, [...edge, seeing(['edge-id', 'hub-id'])]);
    expect(seen).toMatchObject({ controller: { name: 'skupper-service-controller', version: '1.9.6' }, sitesInNetwork: 2 });
    expect(one(seen, 'skupper-site')).toMatchObject({ state: 'ok', text: 'run by Skupper 1.9.6', origin: 'manifests' });
    expect(one(seen, 'skupper-router')).toMatchObject({ state: 'ok', origin: 'cluster' });
    const down = look(EDGE, [edge[0] ?? expect.fail(), deployment('skupper-router', 'r:2', 'False')]);
    expect(one(down, 'skupper-router')).toMatchObject({ state: 'waiting' });
    expect(one(down, 'skupper-service-controller')).toMatchObject({ state: 'missing' });
  });

  it('waits for Skupper where it has made nothing, and misses no Deployment where there is no site', () => {
    expect(one(look(EDGE, edge.slice(0, 1)), 'skupper-site')).toMatchObject({
      state: 'waiting',
      text: expect.stringContaining('site controller') as string,
    });
    const { objects } = look(EDGE, []);
    expect(objects.map(({ kind, name, state }) => `${kind} ${name} ${state}`)).toEqual([
      'ConfigMap skupper-site missing',
      'Service otlp waiting',
      'Secret hub missing',
    ]);
  });

  it('tells of another site in the namespace', () => {
    expect(look(EDGE, [config('other', 'x')]).findings).toMatchObject([
      { rule: 'hazard/other-site', message: 'holds the Skupper site other and not edge' },
    ]);
    expect(look(EDGE, edge).findings).toEqual([]);
  });
});

describe('a link of Skupper v1', () => {
  const edge = [config('edge', 'edge-id'), ...RUNNING];
  const linkOf = (there: readonly KubeObject[], hubId?: string, isHidden = false): ObjectStatus =>
    one(look(EDGE, [...edge, ...there], hubId, isHidden), 'hub');
  const own = token('hub', 'hub-id');

  it.each<[string, readonly KubeObject[], string | undefined, Partial<ObjectStatus>]>([
    ['is missing', [], undefined, { state: 'missing', fix: 'otel-skupper link edge' }],
    ['is up when the router sees the hub', [own, seeing(['edge-id', 'hub-id'])], undefined, { state: 'ok' }],
    ['is not up when it does not', [own, seeing(['edge-id'])], undefined, { state: 'waiting' }],
    [
      'is there where the router does not tell',
      [own],
      undefined,
      { state: 'ok', text: expect.stringContaining('cannot be seen') as string },
    ],
    [
      'is dead when the hub was made anew',
      [own, seeing(['edge-id', 'hub-id'])],
      'new-id',
      { state: 'error', fix: 'otel-skupper link edge' },
    ],
    ['is none by a Secret of somebody else', [token('hub', 'hub-id', 'other')], undefined, { state: 'error', fix: 'delete or rename it' }],
    ['is none without the address of the hub', [token('hub', 'hub-id', 'connection-token', {}, '')], undefined, { state: 'error' }],
  ])('%s', (_, there, hubId, expected) => {
    expect(linkOf(there, hubId)).toMatchObject(expected);
  });

  it('is seen by the routers where nobody may read Secrets', () => {
    expect(linkOf([seeing(['edge-id', 'hub-id'])], undefined, true)).toMatchObject({
      state: 'ok',
      details: { link: { remoteSite: 'hub' } },
    });
    expect(linkOf([seeing(['edge-id'])], undefined, true)).toMatchObject({ state: 'unknown' });
  });
});

describe('a request for a token', () => {
  const stateOf = (request: KubeObject): ObjectStatus => one(look(HUB, [config('hub', 'hub-id'), ...RUNNING, request]), 'link-edge');

  it.each<[string, KubeObject, Partial<ObjectStatus>]>([
    ['is well when it is filled in', token('link-edge', 'hub-id'), { state: 'ok', text: 'a token is filled in' }],
    ['waits for Skupper', token('link-edge', '', 'connection-token-request', { data: {} }), { state: 'waiting' }],
    ['is well when it was applied once more', token('link-edge', 'hub-id', 'connection-token-request'), { state: 'ok' }],
    ['waits for an address of the hub', token('link-edge', 'hub-id', 'connection-token', {}, ''), { state: 'waiting' }],
    ['is of no use when the site was made anew', token('link-edge', 'old-id'), { state: 'error' }],
  ])('%s', (_, request, expected) => {
    expect(stateOf(request)).toMatchObject(expected);
  });
});

describe('an address of Skupper v1', () => {
  const service = object('v1', 'Service', 'otlp');
  const addressOf = (site: TopologySite, there: readonly KubeObject[]): ObjectStatus =>
    one(look(site, [config(site.name, ''), ...RUNNING, ...there]), 'otlp');

  it('leads somewhere once somebody exposes it, on whichever port', () => {
    expect(addressOf(EDGE, [service, seeing([], { 'otlp:4317': 0, other: 1 })])).toMatchObject({
      state: 'waiting',
      text: 'otlp:4317 leads to hub/otlp, and has no target in the network yet',
    });
    expect(addressOf(EDGE, [service, seeing([], { 'otlp:4317': 1, 'otlp:4318': 1 })])).toMatchObject({
      state: 'ok',
      text: 'otlp:4317 leads to hub/otlp (connectors: 2, listeners: 4)',
      details: { partners: ['hub/otlp'], matched: true },
    });
    expect(addressOf(EDGE, [service])).toMatchObject({ state: 'ok' });
  });

  it('waits for the Service that Skupper makes, on the hub too', () => {
    expect(addressOf(EDGE, [])).toMatchObject({ state: 'waiting' });
    expect(addressOf(HUB, [])).toMatchObject({ state: 'waiting', text: expect.stringContaining('hub/otlp is for edge') as string });
  });
});
