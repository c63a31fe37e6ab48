import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import { existingNamespace, LinkAccess, PublicSite, TelemetryNetwork } from '../../constructs';
import { includesLevel } from '../../constructs/security/pod-security-level';
import { ControlPlane } from './control-plane';
import { crdFolder } from './crds';
import { exampleFolder } from './examples';
import { PODS } from '../security/pods';
import { outputs, readOutput, type OutputObject, type OutputSite } from './outputs';
import { program } from './programs';

const cases = outputs().flatMap((output) =>
  output.sites.map((site) => ({ title: `${output.name}: ${site.name}`, output: output.name, site })),
);

// One cluster for hubs and one for edges; each output is applied to clean namespaces.
let planes: ControlPlane[];
const planeOf = ({ objects }: OutputSite): ControlPlane => {
  const site = objects.find(({ apiVersion, kind }) => kind === 'Site' && apiVersion.startsWith('skupper.io/'));
  return planes[site?.spec?.['edge'] === true ? 1 : 0] ?? expect.fail('no control plane');
};

beforeAll(async () => {
  const crds = crdFolder();
  planes = await Promise.all(['hub', 'edge'].map((name) => ControlPlane.start(name)));
  for (const plane of planes) plane.installCrds(crds);
});
afterAll(async () => {
  await Promise.all(planes.map((plane) => plane.stop()));
});

describe('a real API server', () => {
  it.each(cases)(
    'takes $title in the order of its files, without error or warning, and twice the same',
    { tags: ['numbered-apply', 'skupper-site', 'cert-manager', 'ingress-nginx', 'kind', 'openshift'] },
    ({ site }) => {
      const plane = planeOf(site);
      makeExistingNamespaces(plane, site);
      const apply = (): void => {
        for (const file of site.files) {
          const { status, stderr } = plane.kubectl(['apply', '--server-side', '--force-conflicts', '--validate=strict', '-f', file]);
          expect({ file: path.basename(file), status, stderr }).toEqual({ file: path.basename(file), status: 0, stderr: '' });
        }
      };
      apply();
      const first = site.objects.map((object) => read(plane, object));
      apply();
      const second = site.objects.map((object) => read(plane, object));
      expect(second.map(({ metadata }) => metadata.resourceVersion)).toEqual(first.map(({ metadata }) => metadata.resourceVersion));
      site.objects.forEach((object, i) => {
        expect(missing(object, first[i], object.apiVersion.includes('.'))).toEqual([]);
      });
    },
  );

  it('takes a whole folder at once, by plain kubectl apply', { tags: 'numbered-apply' }, () => {
    const [first] = cases;
    const plane = planeOf(first?.site ?? expect.fail());
    const { status } = plane.kubectl(['apply', '--dry-run=server', '-f', first?.site.folder ?? '']);
    expect(status).toBe(0);
  });

  it('takes the two hundred sites of a data file', () => {
    const { sites } = readOutput('fleet', exampleFolder('fleet-from-csv'));
    const edges = sites.filter(({ name }) => name !== 'hub');
    expect(edges).toHaveLength(200);
    // Each is for a different cluster: here they go to one after the other, each over the last.
    const plane = planes[1] ?? expect.fail('no control plane');
    const folders = edges.flatMap(({ folder }) => ['-f', folder]);
    const { status, stderr } = plane.kubectl(['apply', '--server-side', '--force-conflicts', '--validate=strict', ...folders]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('takes a hub that changes the way links come in, whose site has nothing left to say', () => {
    const [plane = expect.fail()] = planes;
    plane.mustKubectl(['create', 'namespace', 'changing']);
    for (const linkAccess of [LinkAccess.loadBalancer(), LinkAccess.loadBalancer({ host: 'hub.example.com' }), LinkAccess.local()]) {
      const network = new TelemetryNetwork({ outdir: path.join(os.tmpdir(), 'never-written'), networkPolicies: false });
      new PublicSite(network, 'hub', { namespace: existingNamespace('changing'), linkAccess });
      plane.mustKubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], network.synthYaml());
    }
    plane.mustKubectl(['delete', 'namespace', 'changing', '--wait=false']);
  });

  it('refuses a misspelt field', () => {
    const { site } = cases[0] ?? expect.fail();
    const listener = site.objects.find(({ kind }) => kind === 'Listener' || kind === 'Connector') ?? expect.fail();
    const wrong = { ...listener, metadata: { ...listener.metadata, name: 'wrong' }, spec: { ...listener.spec, routingkey: 'x' } };
    const { status, stderr } = planeOf(site).kubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify(wrong));
    expect(status).not.toBe(0);
    expect(stderr).toContain('routingkey');
  });
});

describe('a folder with a Kustomization', () => {
  // What is a part of somebody else's object is patched in.
  const applied = ({ objects }: OutputSite): readonly OutputObject[] => objects.filter(({ metadata }) => metadata.name !== 'argocd-cm');
  const kustomized = cases.filter(({ site }) => existsSync(path.join(site.folder, 'Kustomization')));

  it.each(kustomized)('of $title has the same objects in the same order for Kustomize', ({ site }) => {
    const built = execFileSync(program('kubectl'), ['kustomize', site.folder], { encoding: 'utf8' });
    expect(parseAllDocuments(built).map((document) => document.toJS() as OutputObject)).toEqual(applied(site));
  });

  it.each(kustomized)('of $title is taken by kubectl apply -k, and by kubectl apply -f as if it had none', ({ site }) => {
    const plane = planeOf(site);
    makeExistingNamespaces(plane, site);
    for (const [flag, objects] of [['-k', applied(site)] as const, ['-f', site.objects] as const]) {
      // With -k it also says that it takes the order of the file over its own.
      const stdout = plane.mustKubectl(['apply', '--server-side', '--force-conflicts', flag, site.folder, '-o', 'name']);
      expect(stdout.trim().split('\n')).toHaveLength(objects.length);
    }
  });

  it('is there to be tried', () => {
    expect(kustomized.map(({ site }) => site.name)).toContain('argocd');
  });
});

describe('the ConfigMap of Argo CD', () => {
  const { site } = cases.find(({ output, site: { name } }) => output === 'examples/argo-cd.ts' && name === 'argocd') ?? expect.fail();
  const checks = site.files.find((file) => file.endsWith('-health-checks.yaml')) ?? expect.fail();
  const data = { url: 'https://argocd.example.com', 'accounts.ci': 'apiKey' };
  const labels = { 'app.kubernetes.io/part-of': 'argocd' };
  const theirs = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'argocd-cm', labels }, data });
  const argocd = ['-n', 'argocd'];
  const ours = ['apply', '--server-side', '--field-manager', 'otel-skupper', '-f', checks];
  const patch = ['patch', ...argocd, 'configmap', 'argocd-cm', '--type', 'merge', '--patch-file', checks];

  /** What is in it after somebody has made it in one way, we have added to it in another, and they have come back. */
  function merged(byThem: readonly string[], byUs: readonly string[]): Record<string, string> {
    const plane = planeOf(site);
    makeExistingNamespaces(plane, site);
    plane.mustKubectl(['delete', ...argocd, 'configmap', 'argocd-cm', '--ignore-not-found']);
    plane.mustKubectl([...byThem, ...argocd, '-f', '-'], theirs);
    plane.mustKubectl(byUs);
    plane.mustKubectl([...byThem, ...argocd, '-f', '-'], theirs);
    const text = plane.mustKubectl(['get', ...argocd, 'configmap', 'argocd-cm', '-o', 'json']);
    return (JSON.parse(text) as { data: Record<string, string> }).data;
  }

  it.each([
    ['kubectl apply', 'a patch', ['apply'], patch],
    ['kubectl apply --server-side', 'a patch', ['apply', '--server-side'], patch],
    ['kubectl apply --server-side', 'the same as another manager', ['apply', '--server-side'], ours],
  ])('made by %s keeps what it has, and the health checks that are added by %s', (_, __, byThem, byUs) => {
    const found = merged(byThem, byUs);
    expect(found).toMatchObject(data);
    expect(Object.keys(found).filter((key) => key.startsWith('resource.customizations.health.skupper.io_'))).toHaveLength(12);
  });

  // Why docs/gitops.md says to patch it.
  it('made by kubectl apply is taken over by kubectl apply --server-side, and loses what it had', () => {
    const plane = planeOf(site);
    merged(['apply'], patch);
    plane.mustKubectl(ours);
    const text = plane.mustKubectl(['get', ...argocd, 'configmap', 'argocd-cm', '-o', 'json']);
    expect((JSON.parse(text) as { data: object }).data).not.toHaveProperty('url');
  });
});

describe('PodSecurity admission', () => {
  const collectors = cases.flatMap(({ title, site }) =>
    site.objects
      .filter(({ kind }) => kind === 'OpenTelemetryCollector')
      .map((collector) => ({ title: `${title}: ${collector.metadata.name}`, site, collector })),
  );
  beforeAll(() => {
    for (const [name, level] of Object.entries(ENFORCING)) {
      const labels = { 'pod-security.kubernetes.io/enforce': level };
      const namespace = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
      for (const plane of planes) plane.mustKubectl(['create', '-f', '-'], namespace);
    }
  });

  it.each(collectors)(
    'lets in the pod that the operator makes of $title, at the level restricted but for what reads its node',
    { tags: 'collector-operator' },
    ({ site, collector }) => {
      const readsNode = JSON.stringify(collector.spec?.['volumes'] ?? []).includes('hostPath');
      const create = (namespace: keyof typeof ENFORCING) =>
        planeOf(site).kubectl(['create', '--dry-run=server', '-n', namespace, '-f', '-'], JSON.stringify(podOf(collector)));
      const { status, stderr } = create(readsNode ? 'lax' : 'strict');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      if (readsNode) expect(create('moderate').stderr).toContain('violates PodSecurity "baseline');
    },
  );

  // What the API server says of a pod at a level is what this package says of it.
  it.each(['privileged', 'baseline', 'restricted'] as const)('lets in at the level %s just the pods that are said to pass it', (level) => {
    const plane = planes[0] ?? expect.fail('no control plane');
    const labels = { 'pod-security.kubernetes.io/enforce': level };
    const metadata = { name: `level-${level}`, labels };
    plane.mustKubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata }));
    const items = PODS.map(({ pod }, i) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      ...pod,
      metadata: { ...pod.metadata, name: `pod-${String(i)}` },
    }));
    const list = { apiVersion: 'v1', kind: 'List', items };
    const { stdout, stderr } = plane.kubectl(['create', '--dry-run=server', '-n', metadata.name, '-f', '-'], JSON.stringify(list));
    const said = PODS.map(({ title }, i) => {
      if (stdout.includes(`pod/pod-${String(i)} created`)) return { title, passes: true };
      const refusal = stderr.split('\n').find((line) => line.includes(`"pod-${String(i)}"`)) ?? 'nothing';
      return { title, passes: refusal.includes('is forbidden: violates PodSecurity') ? false : refusal };
    });
    expect(said).toEqual(PODS.map(({ title, passes }) => ({ title, passes: includesLevel(passes, level) })));
  });

  it('keeps out a container that debugs a pod, as it is said to be', () => {
    const plane = planes[0] ?? expect.fail('no control plane');
    const [{ pod }] = PODS as [(typeof PODS)[number]];
    const made = { apiVersion: 'v1', kind: 'Pod', ...pod, metadata: { name: 'debugged', namespace: 'level-baseline' } };
    const created = JSON.parse(plane.mustKubectl(['create', '-o', 'json', '-f', '-'], JSON.stringify(made))) as OutputObject;
    const debug = (privileged: boolean): number | null => {
      const ephemeralContainers = [{ name: 'debug', image: 'debug', securityContext: { privileged } }];
      const path = '/api/v1/namespaces/level-baseline/pods/debugged/ephemeralcontainers?dryRun=All';
      const changed = { ...created, spec: { ...created.spec, ephemeralContainers } };
      const said = plane.kubectl(['replace', '--raw', path, '-f', '-'], JSON.stringify(changed));
      return said.status;
    };
    expect([debug(false), debug(true)]).toEqual([0, 1]);
  });

  it('keeps out such a pod without its security context', () => {
    const { site, collector } = collectors[0] ?? expect.fail();
    const bare = podOf({ ...collector, spec: { ...collector.spec, securityContext: undefined } });
    const { status, stderr } = planeOf(site).kubectl(['create', '--dry-run=server', '-n', 'strict', '-f', '-'], JSON.stringify(bare));
    expect(status).not.toBe(0);
    expect(stderr).toContain('violates PodSecurity "restricted');
  });
});

describe('the access of collectors that tell of their cluster', () => {
  const { site } =
    cases.find(({ output, site: { name } }) => output === 'examples/cluster-telemetry.ts' && name === 'shop-17') ?? expect.fail();
  const may = (account: string, verb: string, resource: string, ...options: readonly string[]): string => {
    const as = ['--as', `system:serviceaccount:${account}`];
    return planeOf(site)
      .kubectl(['auth', 'can-i', verb, resource, ...options, ...as])
      .stdout.trim();
  };
  beforeAll(() => {
    planeOf(site).mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', site.folder]);
  });

  it.each([
    ['the agent', 'node-agents:node-account', 'get', 'nodes', ['--subresource', 'stats'], 'yes'],
    ['the agent', 'node-agents:node-account', 'get', 'nodes', ['--subresource', 'proxy'], 'no'],
    ['the agent', 'node-agents:node-account', 'get', 'nodes', [], 'no'],
    ['the agent', 'node-agents:node-account', 'list', 'pods', ['-A'], 'no'],
    ['the other', 'telemetry:cluster-account', 'list', 'pods', ['-A'], 'yes'],
    ['the other', 'telemetry:cluster-account', 'watch', 'deployments.apps', ['-A'], 'yes'],
    ['the other', 'telemetry:cluster-account', 'watch', 'nodes', [], 'yes'],
    ['the other', 'telemetry:cluster-account', 'watch', 'events.events.k8s.io', ['-A'], 'yes'],
    ['the other', 'telemetry:cluster-account', 'list', 'secrets', ['-A'], 'no'],
    ['the other', 'telemetry:cluster-account', 'create', 'leases.coordination.k8s.io', ['-n', 'telemetry'], 'yes'],
    ['the other', 'telemetry:cluster-account', 'update', 'leases.coordination.k8s.io/cluster-cluster-metrics', ['-n', 'telemetry'], 'yes'],
    ['the other', 'telemetry:cluster-account', 'update', 'leases.coordination.k8s.io/cluster-cluster-events', ['-n', 'telemetry'], 'yes'],
    ['the other', 'telemetry:cluster-account', 'update', 'leases.coordination.k8s.io/other', ['-n', 'telemetry'], 'no'],
    ['the other', 'telemetry:cluster-account', 'update', 'leases.coordination.k8s.io/cluster-cluster-metrics', ['-n', 'default'], 'no'],
  ] as const)('lets %s, as %s, %s %s %j: %s', (_, account, verb, resource, options, answer) => {
    expect(may(account, verb, resource, ...options)).toBe(answer);
  });
});

/** Namespaces for pods to be tried in, by the level that they enforce. */
const ENFORCING = { strict: 'restricted', moderate: 'baseline', lax: 'privileged' } as const;

/** The part of the operator's pod that admission looks at: the collector's container with what its resource says of it. */
function podOf({ metadata, spec = {} }: OutputObject): unknown {
  // Those that a claim template gives are the operator's to add.
  const volumes = (spec['volumes'] ?? []) as readonly { readonly name: string }[];
  const mounts = (spec['volumeMounts'] ?? []) as readonly { readonly name: string }[];
  const volumeMounts = mounts.filter((mount) => volumes.some(({ name }) => name === mount.name));
  const { image, resources, securityContext } = spec;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: metadata.name },
    spec: {
      // A sidecar takes the security context of the pod it is put in.
      securityContext: spec['podSecurityContext'],
      containers: [{ name: 'otc-container', image, resources, securityContext, volumeMounts }],
      volumes,
    },
  };
}

/** Namespaces that a program takes as given. */
function makeExistingNamespaces(plane: ControlPlane, site: OutputSite): void {
  const made = new Set(site.objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name));
  for (const namespace of new Set(site.objects.map(({ metadata }) => metadata.namespace))) {
    if (namespace === undefined || made.has(namespace)) continue;
    plane.mustKubectl(
      ['apply', '--server-side', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } }),
    );
  }
}

interface ReadBack {
  readonly metadata: { readonly resourceVersion: string };
}

function read(plane: ControlPlane, { apiVersion, kind, metadata }: OutputObject): ReadBack {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/', 2) : ['', apiVersion];
  const type = group === '' ? kind : `${kind}.${String(version)}.${String(group)}`;
  const scope = metadata.namespace === undefined ? [] : ['-n', metadata.namespace];
  return JSON.parse(plane.mustKubectl(['get', type, metadata.name, ...scope, '-o', 'json'])) as ReadBack;
}

/** Paths of what was sent and is not there as it was sent. Kinds of Kubernetes itself leave zero values out. */
function missing(sent: unknown, got: unknown, custom: boolean, at = ''): string[] {
  if (typeof sent === 'object' && sent !== null) {
    return Object.entries(sent).flatMap(([key, value]) =>
      missing(value, (got as Record<string, unknown> | undefined)?.[key], custom, `${at}.${key}`),
    );
  }
  const left = got === undefined && !custom && (sent === false || sent === 0);
  return sent === got || left || isSameQuantity(sent, got) ? [] : [`${at}: ${JSON.stringify(sent)} became ${JSON.stringify(got)}`];
}

/** Kubernetes writes quantities in a form of its own: 1000m as 1, 2048Mi as 2Gi. */
function isSameQuantity(sent: unknown, got: unknown): boolean {
  const [a, b] = [sent, got].map((value) => {
    const [, digits, unit = ''] = /^([0-9]+)(m|Ki|Mi|Gi|Ti)?$/.exec(String(value)) ?? [];
    return digits === undefined ? undefined : Number(digits) * (UNITS[unit] ?? 1);
  });
  return a !== undefined && a === b;
}

const UNITS: Readonly<Record<string, number | undefined>> = { m: 0.001, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 };
