import type { TopologySite } from '../../../constructs';
import { describe, expect, it } from 'vitest';

import sources from '../../../imports/sources.json';
import { VERSIONS } from '../../../imports/versions';
import type { KubeObject } from '../../../ops/cluster/kube-object';
import { checkContexts } from '../../../ops/preflight/checks/check-contexts';
import { OPERATORS } from '../../../constructs/operators';
import { judgeSite } from '../../../ops/preflight/preflight';
import { readOperator } from '../../../ops/preflight/running-operator';
import type { SiteFacts } from '../../../ops/preflight/site-facts';
import { isOlder, parseVersion } from '../../../ops/preflight/version';

const SKUPPER = 'skupper.io/v2alpha1';

const hub: TopologySite = {
  name: 'hub',
  role: 'hub',
  folder: 'hub',
  cluster: { name: 'hub', platform: 'kubernetes' },
  namespace: { name: 'n', created: false },
  namespaces: [{ name: 'n', created: false, podSecurity: 'baseline' }],
  images: [],
  access: { type: 'loadbalancer', tokens: 'anywhere' },
  links: [],
  exposes: [],
  listens: [],
  objects: [{ apiVersion: SKUPPER, kind: 'Site', namespace: 'n', name: 'hub' }],
};

interface Settings {
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly image?: string;
  readonly namespace?: string;
}

const controller = ({
  env = {},
  args = [],
  image = `quay.io/skupper/controller:${VERSIONS.skupper}`,
  namespace = 'skupper',
}: Settings = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'skupper-controller', namespace },
  spec: {
    template: { spec: { containers: [{ image, args, env: Object.entries(env).map(([name, value]) => ({ name, value })) }] } },
  },
  status: { availableReplicas: 1 },
});

/** A cluster that has all that the hub needs, but for what is given. */
function facts({ site = hub, ...given }: Partial<SiteFacts> = {}): SiteFacts {
  const namespace: KubeObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' }, status: { phase: 'Active' } };
  return {
    site,
    tokenEdges: [],
    context: 'hub',
    identity: 'uid',
    version: 'v1.34.1',
    served: new Map([[SKUPPER, ['Site', 'MultiKeyListener', 'AttachedConnector'].map((kind) => ({ kind, name: '', namespaced: true }))]]),
    operators: new Map([['skupper', { known: [controller()] }]]),
    namespaces: new Map([['n', { known: namespace }]]),
    sites: { known: [] },
    router: { known: undefined },
    control: { known: undefined },
    denied: [],
    manifests: [],
    ...given,
  };
}
const withController = (settings: Settings, given: Partial<SiteFacts> = {}): SiteFacts =>
  facts({ operators: new Map([['skupper', { known: [controller(settings)] }]]), ...given });
const told = (given: SiteFacts): string[] =>
  judgeSite(given).findings.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);

describe('a preflight', () => {
  it('finds nothing where everything is there', () => {
    expect(judgeSite(facts())).toMatchObject({ runs: ['Kubernetes v1.34.1', `Skupper ${VERSIONS.skupper}`], findings: [] });
  });

  it.each([
    ['v1.24.3', ['error preflight/kubernetes-version: is older than Skupper works with']],
    ['v1.28.15-gke.1', [expect.stringMatching(/^warning preflight\/kubernetes-version: starts a sidecar beside/)]],
    ['v1.29.0', []],
  ])('of Kubernetes %s with a sidecar tells what follows', (version, findings) => {
    const sidecar = {
      apiVersion: 'opentelemetry.io/v1beta1',
      kind: 'OpenTelemetryCollector',
      metadata: { name: 's' },
      spec: { mode: 'sidecar' },
    };
    expect(told(facts({ version, manifests: [sidecar] }))).toEqual(findings);
  });

  const object = (kind: string): TopologySite => ({
    ...hub,
    objects: [...hub.objects, { apiVersion: SKUPPER, kind, namespace: 'n', name: 'x' }],
  });
  it.each<readonly [string, string, TopologySite, string]>([
    ['2.1.3', 'MultiKeyListener', object('MultiKeyListener'), 'error'],
    ['2.0.0', 'links by certificates', { ...hub, links: [{ hub: 'other', by: 'secret', secret: 's' }] }, 'error'],
    ['2.1.3', 'this package was made for', hub, 'warning'],
  ])('of Skupper %s says that it is too old for %s', (tag, says, site, severity) => {
    const [first] = told(withController({ image: `quay.io/skupper/controller:${tag}` }, { site }));
    expect(first).toMatch(new RegExp(`^${severity} preflight/operator-version: is ${tag}.*${says}`));
  });

  it('takes settings from the environment and from flags', () => {
    const access = { type: 'nodeport', tokens: 'anywhere', controller: { SKUPPER_CLUSTER_HOST: 'node' } } as const;
    const site = { ...hub, access };
    expect(told(withController({}, { site })).map((text) => text.split(':')[0])).toEqual([
      'error preflight/access-type',
      'error preflight/access-setting',
    ]);
    expect(told(withController({ args: ['--enabled-access-types=local,nodeport', '--cluster-host', 'node'] }, { site }))).toEqual([]);
    expect(told(withController({ env: { SKUPPER_ENABLED_ACCESS_TYPES: 'nodeport', SKUPPER_CLUSTER_HOST: 'other' } }, { site }))).toEqual([
      'error preflight/access-setting: is other, and the hub counts on node',
    ]);
  });

  it('needs grants where sites link by token, and not else', () => {
    expect(told(facts({ tokenEdges: ['edge'] }))).toEqual(['error preflight/grants: are not enabled, and edge links by token']);
    expect(told(withController({ env: { SKUPPER_ENABLE_GRANTS: 'true' } }, { tokenEdges: ['edge'] }))).toEqual([]);
  });

  it('looks for the class of ingresses that the site names, its controller, or the standard one', { tags: 'ingress-nginx' }, () => {
    const site = { ...hub, access: { type: 'ingress-nginx', tokens: 'anywhere' } } as const;
    const env = { SKUPPER_ENABLED_ACCESS_TYPES: 'ingress-nginx' };
    const classes = (...names: string[]): SiteFacts['ingressClasses'] => ({
      known: names.map((name) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name } })),
    });
    expect(told(withController({ env }, { site, ingressClasses: classes('nginx') }))).toEqual([]);
    expect(told(withController({ env }, { site, ingressClasses: classes('other') }))).toEqual([
      'error preflight/access-class: is not in the cluster, which has other',
    ]);
    const manifest = { apiVersion: SKUPPER, kind: 'Site', metadata: { name: 'hub' }, spec: { settings: { ingressClassName: 'other' } } };
    expect(told(withController({ env }, { site, ingressClasses: classes('other'), manifests: [manifest] }))).toEqual([]);
  });

  it('wants a controller that looks after the namespace', () => {
    const named = (value: string): SiteFacts['control'] => ({
      known: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'skupper' }, data: { controller: value } },
    });
    const explicit = { env: { REQUIRE_EXPLICIT_CONTROL: 'true' } };
    expect(told(withController(explicit))).toEqual([
      expect.stringMatching(/^error preflight\/controller: looks after those namespaces alone/),
    ]);
    expect(told(withController(explicit, { control: named('skupper/skupper-controller') }))).toEqual([]);
    expect(told(facts({ control: named('skupper-controller') }))).toEqual([
      expect.stringMatching(/^error preflight\/controller: the ConfigMap skupper names/),
    ]);
    const own = { env: { WATCH_NAMESPACE: 'n' }, namespace: 'n' };
    expect(told(withController(own, { control: named('skupper-controller') }))).toEqual([]);
    expect(told(withController(own, { control: named('skupper-controller'), site: object('AttachedConnector') }))).toEqual([
      expect.stringMatching(/^error preflight\/controller: is for one namespace, and the site has workloads in others/),
    ]);
    expect(told(withController({ env: { WATCH_NAMESPACE: 'm' } }))).toEqual([
      expect.stringMatching(/^error preflight\/controller: no controller looks after it/),
    ]);
  });

  it('holds the level that a given namespace enforces against what the pods need', () => {
    const enforcing = (level: string): SiteFacts['namespaces'] =>
      new Map([
        [
          'n',
          {
            known: {
              apiVersion: 'v1',
              kind: 'Namespace',
              metadata: { name: 'n', labels: { 'pod-security.kubernetes.io/enforce': level } },
            },
          },
        ],
      ]);
    const needing = (podSecurity: 'baseline' | 'privileged', created = false): TopologySite => ({
      ...hub,
      namespaces: [{ name: 'n', created, podSecurity }],
    });
    expect(told(facts({ namespaces: enforcing('baseline') }))).toEqual([]);
    expect(told(facts({ namespaces: enforcing('baseline'), site: needing('privileged') }))).toEqual([
      expect.stringMatching(/need privileged$/),
    ]);
    // The router needs more than the collectors do.
    expect(told(facts({ namespaces: enforcing('restricted'), site: needing('baseline') }))).toEqual([
      expect.stringMatching(/need baseline$/),
    ]);
    expect(told(facts({ namespaces: enforcing('restricted'), site: needing('privileged', true) }))).toEqual([]);
  });

  it('says of what nobody may look at that it is not known', () => {
    const unknown = { unknown: 'no permission' };
    const found = told(facts({ operators: new Map([['skupper', unknown]]), namespaces: new Map([['n', unknown]]), sites: unknown }));
    expect(found.map((text) => text.split(':')[0])).toEqual([
      'unknown preflight/operator',
      'unknown preflight/namespace',
      'unknown hazard/other-site',
    ]);
  });

  it('counts permissions for the link command as a warning, those to apply as an error', () => {
    const denied = [
      { verb: 'create', resource: 'sites.skupper.io', namespace: 'n', purpose: 'apply' },
      { verb: 'patch', resource: 'sites.skupper.io', namespace: 'n', purpose: 'apply' },
      { verb: 'get', resource: 'accessgrants.skupper.io', namespace: 'n', purpose: 'link' },
    ] as const;
    expect(told(facts({ denied }))).toEqual([
      'error preflight/permissions: the user of the context hub may not create or patch sites.skupper.io',
      'warning preflight/permissions: the user of the context hub may not get accessgrants.skupper.io',
    ]);
  });

  it('takes one cluster for two names as an error only if namespaces clash', () => {
    const other = (namespace: string): SiteFacts =>
      facts({
        site: {
          ...hub,
          name: 'b',
          cluster: { name: 'b', platform: 'kubernetes' },
          namespace: { name: namespace, created: true },
          namespaces: [{ name: namespace, created: true, podSecurity: 'baseline' }],
          objects: [],
        },
      });
    expect(checkContexts([facts(), other('n')]).get('b')).toMatchObject([{ severity: 'error' }]);
    expect(checkContexts([facts(), other('m')]).get('hub')).toMatchObject([{ severity: 'warning' }]);
    expect(checkContexts([facts(), facts({ identity: 'another' })]).size).toBe(0);
  });
});

describe('operators', () => {
  it('are those whose types this package has, at their versions', () => {
    expect(Object.values(OPERATORS).map(({ groups: [group], version }) => [group, version])).toEqual(
      expect.arrayContaining(sources.sources.map(({ group, version }) => [group, version])),
    );
  });

  it.each([
    ['quay.io/skupper/controller:2.2.1', [2, 2, 1]],
    ['mirror.example.com:5000/skupper/controller:v2.1.0@sha256:0123', [2, 1, 0]],
    ['mirror.example.com:5000/skupper/controller@sha256:0123', undefined],
    ['quay.io/skupper/controller:latest', undefined],
  ])('of the image %s have the version of its tag', (image, version) => {
    expect(readOperator(OPERATORS.skupper, controller({ image })).version).toEqual(version);
  });

  it('are compared by numbers, as deep as counts', () => {
    expect(isOlder([2, 9, 0], [2, 10, 0])).toBe(true);
    expect(isOlder([2, 2, 0], [2, 2, 1], 2)).toBe(false);
    expect(parseVersion('v1.30.1+k3s1')).toEqual([1, 30, 1]);
  });
});
