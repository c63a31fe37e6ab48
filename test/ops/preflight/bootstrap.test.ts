import { describe, expect, it } from 'vitest';

import type { TopologyBootstrap, TopologySite } from '../../../constructs';
import { VERSIONS } from '../../../imports/versions';
import type { KubeObject } from '../../../ops/cluster/kube-object';
import { judgeSite } from '../../../ops/preflight/preflight';
import type { OlmFacts, SiteFacts } from '../../../ops/preflight/site-facts';

const V1 = 'operators.coreos.com/v1alpha1';
const SKUPPER = 'skupper.io/v2alpha1';
const NAME = { apiVersion: V1, kind: 'Subscription', namespace: 'operators', name: 'skupper-operator' };

const bootstrap: TopologyBootstrap = { by: 'olm', folders: ['bootstrap/hub'], operators: ['openTelemetry', 'skupper'], objects: [NAME] };
const object = { apiVersion: SKUPPER, kind: 'Site', namespace: 'n', name: 'hub' };
const legacyObject = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'n', name: 'skupper-site' };

function site(given: Partial<TopologySite> = {}): TopologySite {
  return {
    name: 'hub',
    role: 'hub',
    folder: 'hub',
    cluster: { name: 'hub', platform: 'kubernetes' },
    namespace: { name: 'n', created: true },
    namespaces: [],
    images: [],
    links: [],
    exposes: [],
    listens: [],
    objects: [object],
    bootstrap,
    ...given,
  };
}

function deployment(name: string, image: string, owner?: string): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'operators', ...(owner !== undefined && { labels: { 'olm.owner': owner } }) },
    spec: { template: { spec: { containers: [{ image }] } } },
    status: { availableReplicas: 1 },
  };
}
const controller = deployment('skupper-controller', `quay.io/skupper/controller:${VERSIONS.skupper}`);
const siteController = deployment(
  'skupper-site-controller',
  'quay.io/skupper/site-controller@sha256:0e74',
  `skupper-operator.v${VERSIONS.skupperV1}`,
);

const groups = (...names: readonly string[]): OlmFacts['groups'] =>
  new Map([
    ['operators', { known: names.map((name) => ({ apiVersion: 'operators.coreos.com/v1', kind: 'OperatorGroup', metadata: { name } })) }],
  ]);

/** A Subscription with the status that OLM gives it. */
const subscription = (status: Readonly<Record<string, unknown>>): OlmFacts['subscriptions'] => [
  { name: NAME, seen: { known: { ...NAME, metadata: { name: NAME.name, namespace: NAME.namespace }, status } } },
];

function facts({ deployments = [], ...given }: Partial<SiteFacts> & { readonly deployments?: readonly KubeObject[] } = {}): SiteFacts {
  return {
    site: site(),
    tokenEdges: [],
    context: 'hub',
    identity: 'uid',
    version: 'v1.34.1',
    served: new Map([
      [SKUPPER, [{ kind: 'Site', name: '', namespaced: true }]],
      ['v1', [{ kind: 'ConfigMap', name: '', namespaced: true }]],
    ]),
    operators: new Map([['skupper', { known: deployments }]]),
    namespaces: new Map(),
    sites: { known: [] },
    router: { known: undefined },
    control: { known: undefined },
    denied: [],
    manifests: [],
    bootstrapFolders: ['dist/bootstrap/hub'],
    olm: { isServed: true, subscriptions: [{ name: NAME, seen: { known: undefined } }], groups: groups('global-operators') },
    ...given,
  };
}
const told = (given: SiteFacts): string[] =>
  judgeSite(given).findings.map(({ severity, rule, message, fix }) => `${severity} ${rule}: ${message} | ${fix}`);
const withOlm = (olm: Partial<OlmFacts>, deployments: readonly KubeObject[] = [controller]): string[] =>
  told(facts({ deployments, olm: { isServed: true, subscriptions: [], groups: groups('global-operators'), ...olm } }));

describe('a preflight of a site with a bootstrap', { tags: 'olm' }, () => {
  it('names the folder to apply where an operator is missing, and nothing where all run', () => {
    expect(told(facts())).toEqual([
      expect.stringMatching(
        /^error preflight\/operator: does not run.* \| apply the bootstrap of the site: kubectl apply -f dist\/bootstrap\/hub$/,
      ),
    ]);
    expect(told(facts({ served: new Map() }))[0]).toMatch(/^error preflight\/kinds: .* kubectl apply -f dist\/bootstrap\/hub$/);
    expect(told(facts({ deployments: [controller] }))).toEqual([]);
  });

  it('names all of its folders, and the cluster of Argo CD where that applies it', () => {
    const argocd = site({ bootstrap: { ...bootstrap, by: 'argocd' } });
    const [finding] = told(facts({ site: argocd, olm: undefined, bootstrapFolders: ['dist/a', 'dist/b'] }));
    expect(finding).toMatch(/ \| apply the bootstrap of the site to the cluster of Argo CD: kubectl apply -f dist\/a -f dist\/b$/);
  });

  it('tells first that OLM is missing, with the pinned command, and not where nothing has to come by it', () => {
    const olm: OlmFacts = { isServed: false, subscriptions: [], groups: new Map() };
    const [first] = told(facts({ olm }));
    expect(first).toMatch(/^error preflight\/olm: is not in the cluster.*the OpenTelemetry operator, Skupper/);
    expect(first).toContain(
      `kubectl apply --server-side -f https://github.com/operator-framework/operator-lifecycle-manager/releases/download/v${VERSIONS.olm}/crds.yaml`,
    );
    expect(first).toMatch(/then apply the bootstrap of the site: kubectl apply -f dist\/bootstrap\/hub$/);
    const openshift = site({ cluster: { name: 'hub', platform: 'openshift' } });
    expect(told(facts({ olm, site: openshift }))[0]).toContain('enable the capability OperatorLifecycleManager');
    expect(told(facts({ olm, deployments: [controller] }))).toEqual([]);
  });

  it.each(['ResolutionFailed', 'CatalogSourcesUnhealthy', 'BundleUnpackFailed', 'InstallPlanFailed'])(
    'tells that a Subscription is stuck: %s',
    (type) => {
      const conditions = [{ type, status: 'True', message: 'OLM says why' }];
      expect(withOlm({ subscriptions: subscription({ conditions }) }, [])[0]).toMatch(
        new RegExp(`^error preflight/subscription: ${type}: OLM says why`),
      );
      // What is there runs on.
      const installed = { conditions, installedCSV: `skupper-operator.v${VERSIONS.skupper}` };
      expect(withOlm({ subscriptions: subscription(installed) })).toEqual([expect.stringMatching(/^warning preflight\/subscription/)]);
      expect(withOlm({ subscriptions: subscription({ conditions: [{ type, status: 'False' }] }) })).toEqual([]);
    },
  );

  it('gives the command that approves a first InstallPlan, and leaves later ones to people', () => {
    const waiting = {
      state: 'UpgradePending',
      installPlanRef: { name: 'install-abcde' },
      conditions: [{ type: 'InstallPlanPending', status: 'True', reason: 'RequiresApproval' }],
    };
    expect(withOlm({ subscriptions: subscription(waiting) }, [])[0]).toMatch(
      /\| kubectl -n operators patch installplan install-abcde --type merge --patch '\{"spec":\{"approved":true\}\}'$/,
    );
    expect(withOlm({ subscriptions: subscription({ ...waiting, installedCSV: `skupper-operator.v${VERSIONS.skupper}` }) })).toEqual([]);
  });

  it('tells of a namespace with two OperatorGroups, or with none once there is something to install', () => {
    expect(withOlm({ groups: groups('global-operators', 'mine') })).toEqual([
      expect.stringMatching(/^error preflight\/operator-group: there are 2 \(global-operators, mine\)/),
    ]);
    expect(withOlm({ groups: groups(), subscriptions: subscription({}) })).toEqual([
      expect.stringMatching(/^error preflight\/operator-group: there is none/),
    ]);
    expect(withOlm({ groups: groups() })).toEqual([]);
  });

  it('says of what it may not look at that it is not known', () => {
    const seen = { unknown: 'no permission' };
    const found = withOlm({ groups: new Map([['operators', seen]]), subscriptions: [{ name: NAME, seen }] });
    expect(found.map((text) => text.split(':')[0])).toEqual(['unknown preflight/operator-group', 'unknown preflight/subscription']);
  });

  it('asks of a channel of OLM no more than it has, and of Helm what this package was made for', () => {
    const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'Issuer', namespace: 'n', name: 'i' };
    const old = deployment('cert-manager', 'quay.io/jetstack/cert-manager-controller:v1.16.5');
    const given = (by: TopologyBootstrap['by']): string[] =>
      told(
        facts({
          site: site({ objects: [issuer], bootstrap: { ...bootstrap, by, operators: ['certManager'] } }),
          served: new Map([['cert-manager.io/v1', [{ kind: 'Issuer', name: '', namespaced: true }]]]),
          operators: new Map([['certManager', { known: [old] }]]),
        }),
      );
    expect(given('olm')).toEqual([]);
    expect(given('argocd')).toEqual([expect.stringMatching(/^warning preflight\/operator-version: is 1\.16\.5/)]);
  });
});

describe('a preflight of a site of Skupper v1', () => {
  const legacy = site({ generation: 'legacy', objects: [legacyObject], bootstrap: undefined });

  it('takes its controller as the right one, whose version OLM says where the image does not', () => {
    const given = facts({ site: legacy, deployments: [siteController], olm: undefined });
    expect(judgeSite(given)).toMatchObject({ runs: ['Kubernetes v1.34.1', `Skupper ${VERSIONS.skupperV1}`], findings: [] });
  });

  it('tells one of v2 from it, and how to install v1', () => {
    const given = facts({ site: legacy, deployments: [controller], olm: undefined });
    expect(told(given)).toEqual([
      expect.stringMatching(
        /^error preflight\/operator-version: does not run: there is Skupper v2, .*\/cmd\/site-controller\/deploy-watch-all-ns\.yaml$/,
      ),
    ]);
    expect(told(facts({ site: legacy, olm: undefined }))).toEqual([expect.stringMatching(/^error preflight\/operator: does not run/)]);
    // Beside each other, each is for its own.
    expect(told(facts({ site: legacy, deployments: [controller, siteController], olm: undefined }))).toEqual([]);
  });

  it('tells v1 from v2 for a site of v2 as before', () => {
    expect(told(facts({ deployments: [siteController] }))[0]).toMatch(/^error preflight\/operator-version: is of the first generation/);
  });
});
