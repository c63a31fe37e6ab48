import { describe, expect, it } from 'vitest';

import type { Topology, TopologySite } from '../../../constructs';
import { readinessOf } from '../../../constructs/synth/readiness';
import { groupKind } from '../../../constructs/synth/phase';
import type { KubeObject } from '../../../ops/cluster/kube-object';
import type { ObjectStatus, SiteStatus } from '../../../ops/status/network-status';
import { Partners } from '../../../ops/status/partners';
import { siteStatus } from '../../../ops/status/site-status';
import { SiteSnapshot } from '../../../ops/status/site-snapshot';

const SKUPPER = 'skupper.io/v2alpha1';
const PROFILE = 'internal.skupper.io/tls-profile-context';
const TLS = { 'ca.crt': '', 'tls.crt': '', 'tls.key': '' };

const object = (apiVersion: string, kind: string, name: string, fields: Partial<KubeObject> = {}): KubeObject => ({
  apiVersion,
  kind,
  ...fields,
  metadata: { name, namespace: 'n', generation: 1, ...fields.metadata },
});
const skupper = (kind: string, name: string, fields: Partial<KubeObject> = {}): KubeObject => object(SKUPPER, kind, name, fields);
const is = (status: 'True' | 'False', type = 'Ready', fields: object = {}): KubeObject['status'] => ({
  status: status === 'True' ? 'Ready' : 'Pending',
  conditions: [{ type, status, observedGeneration: 1 }],
  ...fields,
});

/** A site of a network, whose manifests have these objects. */
function planned(objects: readonly KubeObject[], site: Partial<TopologySite> = {}): TopologySite {
  // As it is read from a file, newer fields may be there or not.
  const read: unknown = {
    name: 'edge',
    role: 'edge',
    folder: 'edge',
    cluster: { name: 'edge', platform: 'kubernetes' },
    namespace: { name: 'n', created: true },
    links: [],
    exposes: [],
    listens: [],
    objects: objects.map(({ apiVersion, kind, metadata: { name } }) => ({ apiVersion, kind, namespace: 'n', name })),
    ...site,
  };
  return read as TopologySite;
}

/** What is said of a site whose cluster has these objects. */
function look(there: readonly KubeObject[], site: TopologySite, manifests: readonly KubeObject[] = []): SiteStatus {
  const snapshot = new SiteSnapshot('context');
  const kinds = [...there, ...site.objects.map((own) => ({ ...own, metadata: own }))];
  for (const { apiVersion, kind } of [...kinds, ...['Site', 'Link', 'AccessToken'].map((own) => ({ apiVersion: SKUPPER, kind: own }))]) {
    if (kind === 'Secret') continue;
    const own = there.filter((one) => one.apiVersion === apiVersion && one.kind === kind);
    snapshot.remember({ apiVersion, kind, namespace: 'n' }, own);
  }
  const secrets = there.filter(({ kind }) => kind === 'Secret');
  snapshot.remember({ apiVersion: 'v1', kind: 'Secret', namespace: 'n' }, secrets);
  const topology: Topology = { version: 1, sites: [site], files: [], readiness: {} };
  const table = site.objects.flatMap(({ apiVersion, kind }) => {
    const ready = readinessOf(apiVersion, kind);
    return ready === undefined ? [] : [[groupKind(apiVersion, kind), ready] as const];
  });
  return siteStatus(site, snapshot, manifests, {
    readiness: Object.fromEntries(table),
    partners: new Partners(topology),
    hubIds: new Map(),
  });
}
const only = (there: KubeObject, site?: Partial<TopologySite>): ObjectStatus | undefined =>
  look([there], planned([there], site)).objects[0];

describe('the state of an object', () => {
  it('is that of the generation its controller has seen', () => {
    const stale = skupper('Listener', 'l', { metadata: { name: 'l', generation: 2 }, status: is('True') });
    expect(only(stale)).toMatchObject({ state: 'waiting', text: expect.stringContaining('not looked at the last change') as string });
  });

  it('is ok for a kind whose status says nothing, once it is there', () => {
    expect(only(object('v1', 'ServiceAccount', 'a'))).toMatchObject({ state: 'ok' });
  });

  it('of a MultiKeyListener is by its status, and needs somebody to reach', () => {
    const spec = { host: 'h', port: 1, strategy: { priority: { routingKeys: ['a', 'b'] } } };
    const listens = [
      {
        address: 'a',
        host: 'h.n.svc',
        port: 1,
        leadsTo: [
          { site: 'x', routingKey: 'a' },
          { site: 'y', routingKey: 'b' },
        ],
      },
    ];
    const status = { status: 'Ready', hasDestination: true, strategy: { priority: { routingKeysReachable: ['b'] } } };
    expect(only(skupper('MultiKeyListener', 'm', { spec, status }), { listens })).toMatchObject({
      state: 'ok',
      details: { partners: ['x/a', 'y/a'], reachable: ['y/a'] },
    });
    expect(only(skupper('MultiKeyListener', 'm', { spec, status: { status: 'Ready', hasDestination: false } }))).toMatchObject({
      state: 'waiting',
    });
  });

  it('of a certificate that has ended is error, though its condition is true', () => {
    const ended = skupper('Certificate', 'c', { status: is('True', 'Ready', { expiration: '2020-01-01T00:00:00Z' }) });
    expect(only(ended)).toMatchObject({ state: 'error', details: { expires: '2020-01-01T00:00:00.000Z' } });
    const good = object('cert-manager.io/v1', 'Certificate', 'c', { status: is('True', 'Ready', { notAfter: '2999-01-01T00:00:00Z' }) });
    expect(only(good)).toMatchObject({ state: 'ok', text: 'until 2999-01-01' });
  });

  it('of a collector whose operator reports no conditions is by its image and its scale', () => {
    const collector = (status: Record<string, unknown>): KubeObject =>
      object('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', 'gateway', { status });
    const image = 'otel/opentelemetry-collector-k8s:0.148.0';
    expect(only(collector({ image, scale: { statusReplicas: '2/2' } }))).toMatchObject({
      state: 'ok',
      text: expect.stringContaining('its operator is older than 0.154.0') as string,
    });
    expect(only(collector({ image, scale: { statusReplicas: '1/2' } }))).toMatchObject({ state: 'waiting' });
    expect(only(collector({}))).toMatchObject({ state: 'waiting' });
  });

  it('of a Connector without a list of pods names none, since Skupper does not always write it', () => {
    const spec = { routingKey: 'key', port: 4317, selector: 'app=gateway' };
    const listed = (status: object): ObjectStatus | undefined =>
      only(skupper('Connector', 'c', { spec, status: is('True', 'Ready', { hasMatchingListener: true, ...status }) }));
    expect(listed({})?.text).not.toContain('pod');
    expect(listed({ selectedPods: [] })?.text).toContain('no pod selected');
    expect(listed({ selectedPods: [{ name: 'a' }] })?.text).toContain('1 pod');
  });

  it('of a Listener names the link that is down, though Skupper reports it as ready', () => {
    const spec = { routingKey: 'key', host: 'ingest', port: 4317 };
    const listener = skupper('Listener', 'l', { spec, status: is('True', 'Ready', { hasMatchingConnector: true }) });
    const link = (status: 'True' | 'False'): KubeObject => skupper('Link', 'hub', { status: is(status) });
    const textWith = (status: 'True' | 'False'): string | undefined =>
      look([listener, link(status)], planned([listener, link(status)])).objects.find(({ kind }) => kind === 'Listener')?.text;
    expect(textWith('False')).toContain('depends on the link hub, which is down');
    expect(textWith('True')).not.toContain('link');
  });

  it('of a daemonset collector counts the pods of its DaemonSet, which its own status does not', () => {
    const agent = object('opentelemetry.io/v1beta1', 'OpenTelemetryCollector', 'agent', {
      spec: { mode: 'daemonset' },
      status: is('True'),
    });
    const daemon = object('apps/v1', 'DaemonSet', 'agent-collector', { status: { numberReady: 2, desiredNumberScheduled: 3 } });
    expect(look([agent, daemon], planned([agent])).objects[0]).toMatchObject({ state: 'waiting', details: { replicas: '2/3' } });
  });

  it('of a Deployment whose pods are refused says so', () => {
    const message = 'violates PodSecurity "restricted:latest"';
    const conditions = [
      { type: 'Available', status: 'False' },
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message },
    ];
    expect(only(object('apps/v1', 'Deployment', 'd', { status: { conditions } }))).toMatchObject({
      state: 'error',
      text: expect.stringContaining(message) as string,
    });
  });
});

describe('links of a site', () => {
  const byToken = { links: [{ hub: 'hub', by: 'token' }] } as const;
  const [link] = [skupper('Link', 'hub', { spec: { tlsCredentials: 'client' } })];
  const linksOf = (
    there: readonly KubeObject[],
    site: Partial<TopologySite>,
    manifests: readonly KubeObject[] = [],
  ): readonly ObjectStatus[] => look(there, planned(manifests, site)).objects.filter(({ kind }) => kind === 'Link');

  it('that are still to be made tell how far their token is', () => {
    const token = (fields: Partial<KubeObject>): KubeObject => skupper('AccessToken', 'hub', fields);
    expect(linksOf([], byToken)).toMatchObject([{ name: 'hub', state: 'missing', fix: 'otel-skupper link edge' }]);
    const failed = token({ status: { status: 'Error', message: 'Controller got failed response: 404 (Not Found)' } });
    expect(linksOf([failed], byToken)).toMatchObject([{ state: 'error', text: expect.stringContaining('404') as string }]);
    expect(linksOf([token({ status: { redeemed: true } })], byToken)).toMatchObject([{ state: 'waiting' }]);
  });

  it('to the two routers of a hub are both its, and no other is missing', () => {
    const up = ['hub-1', 'hub-2'].map((name) => skupper('Link', name, { status: is('True', 'Ready', { remoteSiteName: 'hub' }) }));
    expect(linksOf(up, byToken).map(({ name, state }) => [name, state])).toEqual([
      ['hub-1', 'ok'],
      ['hub-2', 'ok'],
    ]);
    // A hub whose own name looks like the router of another.
    const two = { links: [...byToken.links, { hub: 'hub-1', by: 'token' as const }] };
    expect(linksOf(up.slice(0, 1), two)).toContainEqual(expect.objectContaining({ name: 'hub', state: 'missing' }));
  });

  it('that lead elsewhere are in error, though they are up', () => {
    const astray = { ...link, status: is('True', 'Ready', { remoteSiteName: 'other' }) } as KubeObject;
    expect(linksOf([astray], byToken)).toMatchObject([{ state: 'error', text: 'is up, and leads to the site other instead of hub' }]);
  });

  it.each([
    ['is missing', []],
    ['lacks tls.key', [object('v1', 'Secret', 'client', { type: 'kubernetes.io/tls', data: { 'ca.crt': '', 'tls.crt': '' } })]],
    ['is of the type Opaque', [object('v1', 'Secret', 'client', { type: 'Opaque', data: TLS })]],
  ])('that are down because their Secret %s say so', (says, secrets) => {
    const bySecret = { links: [{ hub: 'hub', by: 'secret', secret: 'client' }] } as const;
    const down = { ...link, status: is('False', 'Operational') } as KubeObject;
    expect(linksOf([down, ...secrets], bySecret, [down])).toMatchObject([
      { origin: 'manifests', state: 'error', text: expect.stringContaining(says) as string },
    ]);
  });
});

describe('hazards of a site', () => {
  const site = skupper('Site', 'edge', { metadata: { name: 'edge', uid: '1' }, status: is('True', 'Running') });
  const checks = (there: readonly KubeObject[], manifests: readonly KubeObject[] = []): string[] =>
    look(there, planned([site, ...manifests]), manifests).findings.map(({ rule, location }) => `${rule}: ${location}`);
  const config = (uid: string): KubeObject =>
    object('v1', 'ConfigMap', 'skupper-router', {
      metadata: { name: 'skupper-router', ownerReferences: [{ apiVersion: SKUPPER, kind: 'Site', name: 'edge', uid }] },
    });

  it('are settings of a router whose site was deleted, and none of one that is there', () => {
    expect(checks([site, config('1')])).toEqual([]);
    expect(checks([site, config('0')])).toEqual(['hazard/site-recreated: ConfigMap skupper-router in the namespace n']);
  });

  it('are fields of ours that have another value, and not those that we leave open', () => {
    const written = skupper('RouterAccess', 'r', { spec: { generateTlsCredentials: false, roles: [{ name: 'edge', port: 1 }] } });
    const changed = { ...written, spec: { generateTlsCredentials: true, roles: [{ name: 'edge', port: 2 }], issuer: 'x' } };
    expect(checks([site, changed], [written])).toEqual([
      'hazard/changed-field: RouterAccess r: spec.generateTlsCredentials',
      'hazard/changed-field: RouterAccess r: spec.roles.0.port',
    ]);
    expect(checks([site, { ...written, spec: { ...written.spec, issuer: 'x' } }], [written])).toEqual([]);
  });

  it('show no field of a token', () => {
    const token = skupper('AccessToken', 'hub', { spec: { code: 'SECRET' } });
    expect(JSON.stringify(look([site, { ...token, spec: { code: 'OTHER' } }], planned([site, token]), [token]))).not.toMatch(
      /SECRET|OTHER/,
    );
  });

  it('are Secrets in use that lost the annotation of a router that runs', () => {
    const user = skupper('Link', 'hub', { spec: { tlsCredentials: 'client' } });
    const secret = (annotations: Readonly<Record<string, string>>): KubeObject =>
      object('v1', 'Secret', 'client', { metadata: { name: 'client', annotations }, data: TLS });
    expect(checks([site, user, secret({})])).toEqual(['hazard/secret-annotation: Secret client']);
    expect(checks([site, user, secret({ [PROFILE]: '{}' })])).toEqual([]);
    expect(checks([{ ...site, status: is('False', 'Running') }, user, secret({})])).toEqual([]);
  });

  it('are objects of Skupper that a tool takes for its own, and not our own objects', () => {
    const labels = { 'kustomize.toolkit.fluxcd.io/name': 'apps' };
    const made = object('v1', 'Service', 's', {
      metadata: { name: 's', labels, ownerReferences: [{ apiVersion: SKUPPER, kind: 'Site', name: 'edge', uid: '1' }] },
    });
    expect(checks([site, made])).toEqual(['hazard/tracked-object: Service s']);
    expect(checks([site, object('v1', 'Service', 's', { metadata: { name: 's', labels } })])).toEqual([]);
  });
});
