import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { VERSIONS } from '../../imports/versions';
import type { Preflight, SitePreflight } from '../../ops/preflight/preflight';
import { crdFolder } from './crds';
import { docsRoles } from './docs-roles';
import { exampleFolder } from './examples';
import { OPEN_TELEMETRY, runOperator, type OperatorPod } from './operator-pods';
import { NAMESPACE, TwoClusters } from './two-clusters';

let clusters: TwoClusters;
beforeAll(async () => {
  clusters = await TwoClusters.start();
});
afterAll(async () => {
  await clusters.stop();
});

const GRANTS = [{ name: 'SKUPPER_ENABLE_GRANTS', value: 'true' }];
const SKUPPER: OperatorPod = {
  namespace: 'skupper',
  name: 'skupper-controller',
  labels: { application: 'skupper-controller' },
  image: `quay.io/skupper/controller:${VERSIONS.skupper}`,
  env: GRANTS,
};

const run = (site: 'public' | 'edge', pod: OperatorPod, available?: number): void => {
  runOperator(clusters, site, pod, available);
};

async function read(...args: readonly string[]): Promise<{ code: number | null; sites: Record<string, SitePreflight> }> {
  const { status: code, stdout, stderr } = await clusters.command('preflight', '--json', ...args);
  expect(stderr).toBe('');
  return { code, sites: Object.fromEntries((JSON.parse(stdout) as Preflight).sites.map((one) => [one.site, one])) };
}
const checks = (site: SitePreflight | undefined): string[] =>
  (site?.findings ?? []).map(({ severity, rule, location }) => `${severity} ${rule}: ${location}`);

describe('otel-skupper preflight on two API servers', { tags: 'skupper-status' }, () => {
  it('tells which kinds and operators are missing, and how to install them', { tags: 'cert-manager' }, async () => {
    const { status: code, stdout } = await clusters.command('preflight');
    expect(code).toBe(1);
    expect(stdout).toContain('error   skupper.io/v2alpha1: the cluster does not know Connector, Site');
    expect(stdout).toContain(`releases/download/${VERSIONS.skupper}/skupper-cluster-scope.yaml`);
    expect(stdout).toContain('error   the OpenTelemetry operator: does not run');
    expect(stdout).toContain('warning cert-manager: does not run');
    expect(stdout).toMatch(/\n0 of 2 sites can be applied, 8 errors, 2 warnings\n$/);
  });

  const bootstrapped = exampleFolder('bootstrap-openshift');
  const operators = ['edge', '--dist', bootstrapped, '--context', 'edge=edge'];

  it('tells that OLM is missing where operators come by it, with the commands that install it', { tags: 'olm' }, async () => {
    const { sites } = await read(...operators);
    const missing = sites['edge']?.findings.find(({ rule }) => rule === 'preflight/olm');
    expect(missing?.fix).toMatch(/^install version \S+: kubectl apply --server-side -f .*\/crds\.yaml/);
    expect(missing?.fix).toContain(`/v${VERSIONS.olm}/crds.yaml`);
    expect(missing?.fix).toContain(`kubectl apply -f ${path.join(bootstrapped, 'bootstrap', 'edge')}`);
  });

  it('tells of operators that are not ready, too old, or of the first generation', async () => {
    for (const plane of [clusters.hub, clusters.edge]) plane.installCrds(crdFolder());
    run('public', SKUPPER, 0);
    run('public', { ...OPEN_TELEMETRY, image: OPEN_TELEMETRY.image.replace(VERSIONS.opentelemetryOperator, '0.120.0') });
    // As its manifests have it: they label its pods alone.
    const first = { ...SKUPPER, name: 'skupper-site-controller', labels: {} };
    run('edge', { ...first, image: `quay.io/skupper/site-controller:${VERSIONS.skupperV1}` });
    run('edge', OPEN_TELEMETRY);
    const { code, sites } = await read();
    clusters.edge.mustKubectl(['-n', 'skupper', 'delete', 'deployment', 'skupper-site-controller']);
    expect(code).toBe(1);
    expect(checks(sites['public'])).toEqual([
      'error preflight/operator: Skupper',
      'warning preflight/operator-version: the OpenTelemetry operator',
    ]);
    expect(checks(sites['edge'])).toEqual(['error preflight/operator-version: Skupper']);
  });

  it('exits 0 where everything is there, and says what runs', { tags: 'collector-operator' }, async () => {
    for (const site of ['public', 'edge'] as const) {
      run(site, SKUPPER);
      run(site, OPEN_TELEMETRY);
    }
    const { status: code, stdout } = await clusters.command('preflight');
    expect(stdout).toMatch(/ok {6}Kubernetes \S+, Skupper/);
    expect(stdout).toContain(`, Skupper ${VERSIONS.skupper}, the OpenTelemetry operator ${VERSIONS.opentelemetryOperator}\n`);
    expect(stdout).toMatch(/\n2 of 2 sites can be applied\n$/);
    expect(code).toBe(0);
  });

  it('finds operators that carry no label by their names', async () => {
    clusters.edge.mustKubectl(['-n', 'skupper', 'label', 'deployment', 'skupper-controller', 'application-']);
    const { sites } = await read('edge');
    run('edge', SKUPPER);
    expect(sites['edge']?.runs).toContain(`Skupper ${VERSIONS.skupper}`);
  });

  it('tells of Subscriptions that wait for approval or are stuck, and of OperatorGroups', async () => {
    const olm = async (): Promise<string[]> =>
      checks((await read(...operators)).sites['edge']).filter((text) => /operator-group|subscription|olm/.test(text));
    expect(await olm()).toEqual([]);
    for (const name of ['olm', 'operators']) clusters.make('edge', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    clusters.edge.mustKubectl(['apply', '--server-side', '-f', path.join(bootstrapped, 'bootstrap', 'edge')]);
    expect(await olm()).toEqual(['error preflight/operator-group: OperatorGroups of the namespace operators']);
    const group = (name: string): unknown => ({
      apiVersion: 'operators.coreos.com/v1',
      kind: 'OperatorGroup',
      metadata: { name, namespace: 'operators' },
    });
    clusters.make('edge', group('global-operators'));
    expect(await olm()).toEqual([]);
    const waiting = { type: 'InstallPlanPending', status: 'True', reason: 'RequiresApproval' };
    const report = (conditions: readonly object[]): void => {
      const installPlanRef = { name: 'install-abcde', namespace: 'operators' };
      const status = { lastUpdated: '2026-11-23T00:00:00Z', state: 'UpgradePending', installPlanRef, conditions };
      clusters.report('edge', 'subscription.operators.coreos.com/skupper-operator', status, 'operators');
    };
    report([waiting]);
    const { sites } = await read(...operators);
    expect(sites['edge']?.findings.find(({ rule }) => rule === 'preflight/subscription')?.fix).toContain('patch installplan install-abcde');
    report([{ type: 'ResolutionFailed', status: 'True', reason: 'ConstraintsNotSatisfiable', message: 'no such package' }]);
    clusters.make('edge', group('second'));
    expect(await olm()).toEqual([
      'error preflight/operator-group: OperatorGroups of the namespace operators',
      'error preflight/subscription: Subscription skupper-operator in the namespace operators',
    ]);
    clusters.edge.mustKubectl(['delete', 'namespace', 'olm', 'operators', '--wait=false']);
  });

  it('tells of a way in that is not enabled, of grants that are not, and of a controller for another namespace', async () => {
    run('public', { ...SKUPPER, env: [{ name: 'SKUPPER_ENABLED_ACCESS_TYPES', value: 'local,nodeport' }] });
    run('edge', { ...SKUPPER, env: [...GRANTS, { name: 'WATCH_NAMESPACE', value: 'elsewhere' }] });
    const { code, sites } = await read();
    run('public', SKUPPER);
    run('edge', SKUPPER);
    expect(code).toBe(1);
    expect(checks(sites['public'])).toEqual([
      'error preflight/access-type: access type loadbalancer',
      'error preflight/grants: grants of the Skupper controller',
    ]);
    expect(sites['public']?.findings[0]?.fix).toBe(
      'kubectl -n skupper set env deployment/skupper-controller SKUPPER_ENABLED_ACCESS_TYPES=local,nodeport,loadbalancer',
    );
    expect(checks(sites['edge'])).toEqual([`error preflight/controller: Skupper controller of the namespace ${NAMESPACE}`]);
  });

  it('tells of a grant server without address', async () => {
    const spec = { type: 'LoadBalancer', ports: [{ port: 9090 }] };
    clusters.make('public', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'skupper-grant-server', namespace: 'skupper' }, spec });
    expect(checks((await read('public')).sites['public'])).toEqual(['warning preflight/grant-server: Service skupper-grant-server']);
    clusters.report('public', 'service/skupper-grant-server', { loadBalancer: { ingress: [{ ip: '192.0.2.1' }] } }, 'skupper');
    expect(checks((await read('public')).sites['public'])).toEqual([]);
  });

  it('tells of a given namespace that is missing, too strict, or being deleted, and of another site in it', async () => {
    const args = ['plant', '--dist', exampleFolder('secret-link'), '--context', 'plant=edge'];
    const levels = async (): Promise<string[]> => checks((await read(...args)).sites['plant']);
    expect(await levels()).toEqual(['error preflight/namespace: namespace observability']);
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    clusters.make('edge', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'observability', labels } });
    expect(await levels()).toEqual(['error preflight/pod-security: namespace observability']);
    clusters.edge.mustKubectl(['label', 'namespace', 'observability', 'pod-security.kubernetes.io/enforce=baseline', '--overwrite']);
    expect(await levels()).toEqual([]);
    clusters.make('edge', { apiVersion: 'skupper.io/v2alpha1', kind: 'Site', metadata: { name: 'other', namespace: 'observability' } });
    expect(await levels()).toEqual(['error hazard/other-site: namespace observability']);
    // Nobody ends the deletion: there is no controller of namespaces.
    clusters.edge.mustKubectl(['delete', 'namespace', 'observability', '--wait=false']);
    expect(await levels()).toContain('error preflight/namespace: namespace observability');
  });

  it('tells of volume claims without a class where the cluster has no default, and of routes where there are none', async () => {
    const args = ['hq', '--dist', exampleFolder('secret-link'), '--context', 'hq=public'];
    const lacking = ['error preflight/kinds: route.openshift.io/v1', 'error preflight/namespace: namespace observability'];
    const claim = 'error preflight/storage-class: volume claims of OpenTelemetryCollector jaeger';
    expect(new Set(checks((await read(...args)).sites['hq']))).toEqual(new Set([...lacking, claim]));
    const annotations = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    clusters.make('public', {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'any', annotations },
      provisioner: 'none',
    });
    expect(checks((await read(...args)).sites['hq'])).toEqual(lacking);
  });

  it('tells of two clusters whose contexts lead to one', async () => {
    const { code, sites } = await read('--context', 'edge=public');
    expect(code).toBe(1);
    expect(checks(sites['edge'])).toContain('error preflight/contexts: cluster edge');
    expect(checks(sites['public'])).toContain('error preflight/contexts: cluster public');
  });

  it('tells what a user may not do, and what cannot be known, and has enough in the role of the docs to look', async () => {
    const file = clusters.contexts('limited', {
      public: { plane: clusters.hub, token: 'limited' },
      edge: { plane: clusters.edge, token: 'limited' },
    });
    const { code, sites } = await read('--kubeconfig', file);
    expect(code).toBe(2);
    expect(checks(sites['edge'])).toEqual(
      expect.arrayContaining([
        'unknown preflight/operator: Skupper',
        `unknown preflight/namespace: namespace ${NAMESPACE}`,
        `error preflight/permissions: applying in the namespace ${NAMESPACE}`,
        'error preflight/permissions: applying in the whole cluster',
        `warning preflight/permissions: otel-skupper link in the namespace ${NAMESPACE}`,
      ]),
    );
    for (const plane of [clusters.hub, clusters.edge]) plane.mustKubectl(['apply', '-f', '-'], docsRoles('preflight'));
    const looked = await read('--kubeconfig', file);
    expect(looked.code).toBe(1);
    expect(new Set(looked.sites['edge']?.findings.map(({ rule }) => rule))).toEqual(new Set(['preflight/permissions']));
  });
});
