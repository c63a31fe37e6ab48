import { describe, expect, it } from 'vitest';

import type { TopologySite } from '../../../constructs';
import { VERSIONS } from '../../../imports/versions';
import type { KubeObject } from '../../../ops/cluster/kube-object';
import { judgeSite } from '../../../ops/preflight/preflight';
import type { SiteFacts } from '../../../ops/preflight/site-facts';

const site: TopologySite = {
  name: 'hub',
  role: 'hub',
  generation: 'legacy',
  folder: 'hub',
  cluster: { name: 'hub', platform: 'kubernetes' },
  namespace: { name: 'n', created: true },
  namespaces: [{ name: 'n', created: true, podSecurity: 'baseline' }],
  images: [],
  access: { type: 'ingress-nginx', tokens: 'anywhere' },
  links: [],
  exposes: [],
  listens: [],
  objects: [{ apiVersion: 'v1', kind: 'ConfigMap', namespace: 'n', name: 'skupper-site' }],
};

const deployment = (name: string, image: string, env: readonly object[] = [], annotations = {}, availableReplicas = 1): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: name },
  spec: { template: { metadata: { annotations }, spec: { containers: [{ image, env }] } } },
  status: { availableReplicas },
});
const v1 = (tag: string = VERSIONS.skupperV1, ...rest: readonly [(readonly object[])?, object?, number?]): KubeObject =>
  deployment('skupper-site-controller', `quay.io/skupper/site-controller:${tag}`, ...rest);
const V2 = deployment('skupper-controller', `quay.io/skupper/controller:${VERSIONS.skupper}`);

/** A cluster that has all that the hub needs, but for what is given. */
function told(controllers: readonly KubeObject[], given: Partial<SiteFacts> = {}): string[] {
  const facts: SiteFacts = {
    site,
    // Of v2 it would need grants.
    tokenEdges: ['edge'],
    context: 'hub',
    identity: 'uid',
    version: 'v1.34.1',
    served: new Map([['v1', [{ kind: 'ConfigMap', name: 'configmaps', namespaced: true }]]]),
    operators: new Map([['skupper', { known: controllers }]]),
    ingressClasses: { known: [{ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'nginx' } }] },
    namespaces: new Map([['n', { known: undefined }]]),
    sites: { known: [] },
    router: { known: undefined },
    control: { known: undefined },
    siteConfig: { known: undefined },
    denied: [],
    manifests: [],
    ...given,
  };
  return judgeSite(facts).findings.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}
const said = (text: string): unknown => [expect.stringContaining(text)];

describe('a preflight of a site of Skupper v1', () => {
  it('finds nothing where its site controller runs, beside Skupper v2 too', () => {
    expect(told([v1()])).toEqual([]);
    expect(told([V2, v1()])).toEqual([]);
  });

  it('wants the site controller, and tells Skupper v2 alone from none', () => {
    expect(told([])).toEqual(said('error preflight/operator: does not run: no namespace has a Deployment skupper-site-controller'));
    expect(told([V2])).toEqual(said('error preflight/operator-version: does not run: there is Skupper v2'));
    expect(told([v1(VERSIONS.skupperV1, [], {}, 0)])).toEqual(
      said('error preflight/operator: is there, and none of its pods is available'),
    );
    expect(told([], { operators: new Map([['skupper', { unknown: 'no permission' }]]) })).toEqual(said('unknown preflight/operator'));
  });

  it.each<[string, KubeObject, boolean]>([
    ['all namespaces', v1(VERSIONS.skupperV1, [{ name: 'WATCH_NAMESPACE', value: '' }]), true],
    ['this one among others', v1(VERSIONS.skupperV1, [{ name: 'WATCH_NAMESPACE', value: 'm,n' }]), true],
    ['another one', v1(VERSIONS.skupperV1, [{ name: 'WATCH_NAMESPACE', value: 'm' }]), false],
    ['its own', v1(VERSIONS.skupperV1, [{ name: 'WATCH_NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }]), false],
    [
      'those that OLM gave it',
      v1(VERSIONS.skupperV1, [{ name: 'WATCH_NAMESPACE', valueFrom: {} }], { 'olm.targetNamespaces': 'm' }),
      false,
    ],
    ['all, by OLM', v1(VERSIONS.skupperV1, [{ name: 'WATCH_NAMESPACE', valueFrom: {} }], { 'olm.targetNamespaces': '' }), true],
  ])('takes a controller that looks after %s for what it is', (_, controller, isOwn) => {
    expect(told([controller])).toEqual(isOwn ? [] : said('error preflight/controller: no controller looks after it'));
  });

  it('warns of one whose routers do not tell whether links are up', () => {
    expect(told([v1('1.4.3')])).toEqual(said('warning preflight/operator-version: is 1.4.3: its routers do not tell'));
    expect(told([v1('1.5.0')])).toEqual([]);
  });

  it('tells of another site in the namespace, of either generation', () => {
    const own = (name: string): SiteFacts['siteConfig'] => ({
      known: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'skupper-site' }, data: { name } },
    });
    expect(told([v1()], { siteConfig: own('hub') })).toEqual([]);
    expect(told([v1()], { siteConfig: own('other') })).toEqual(said('holds the Skupper site other and not hub'));
    const sites = { known: [{ apiVersion: 'skupper.io/v2alpha1', kind: 'Site', metadata: { name: 'hub' } }] };
    expect(told([v1()], { sites })).toEqual(said('holds the Skupper v2 site hub'));
  });

  it('looks for the class of ingresses that its way in takes', () => {
    expect(told([v1()], { ingressClasses: { known: [] } })).toEqual(said('error preflight/access-class: is not in the cluster'));
  });
});
