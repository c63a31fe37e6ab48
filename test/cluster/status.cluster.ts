import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

import type { NetworkStatus, ObjectStatus, SiteStatus } from '../../ops/status/network-status';
import { ROOT } from '../root';
import type { CommandResult } from './command';
import { crdFolder } from './crds';
import { NAMESPACE, skupperStatus, TwoClusters } from './two-clusters';

const SKUPPER = 'skupper.io/v2alpha1';
const PROFILE = 'internal.skupper.io/tls-profile-context';

let clusters: TwoClusters;
beforeAll(async () => {
  clusters = await TwoClusters.start();
});
afterAll(async () => {
  await clusters.stop();
});

const sites = { public: ['Configured', 'Running', 'Resolved'], edge: ['Configured', 'Running'] } as const;
const listener = (fault?: Parameters<typeof skupperStatus>[1]): void => {
  const status = { ...(skupperStatus(['Configured', 'Matched'], fault) as object), hasMatchingConnector: fault === undefined };
  clusters.report('edge', 'listener.skupper.io/otel-linked-collector', status);
};
const connector = (fault?: Parameters<typeof skupperStatus>[1]): void => {
  const status = { ...(skupperStatus(['Configured', 'Matched'], fault) as object), hasMatchingListener: fault === undefined };
  clusters.report('public', 'connector.skupper.io/otel-linked-collector', { ...status, selectedPods: [{ name: 'a', ip: '10.0.0.1' }] });
};
const link = (fault?: Parameters<typeof skupperStatus>[1]): void => {
  const status = { ...(skupperStatus(['Configured', 'Operational'], fault) as object), remoteSiteName: 'public' };
  clusters.report('edge', 'link.skupper.io/public', status);
};
const site = (name: 'public' | 'edge', fault?: Parameters<typeof skupperStatus>[1]): void => {
  const controller = { name: 'skupper-controller', namespace: 'skupper', version: '2.2.1' };
  clusters.report(name, `site.skupper.io/${name}`, { ...(skupperStatus(sites[name], fault) as object), controller, sitesInNetwork: 2 });
};
const collector = (name: 'public' | 'edge', object: string, statusReplicas: string, ready = 'True'): void => {
  const image = 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.158.0';
  const message = ready === 'True' ? 'reconciled' : 'failed to create objects for telemetry';
  const conditions = [
    {
      type: 'Ready',
      status: ready,
      reason: ready === 'True' ? 'Reconciled' : 'Error',
      message,
      lastTransitionTime: '2026-07-01T12:00:00Z',
    },
  ];
  clusters.report(name, `opentelemetrycollector/${object}`, {
    image,
    version: '0.158.0',
    scale: { statusReplicas, replicas: 1 },
    conditions,
  });
};
const workload = (available: number): void => {
  const condition = { type: 'Available', status: available > 0 ? 'True' : 'False', reason: 'Minimum' };
  const numbers = { replicas: 1, readyReplicas: available, availableReplicas: available, observedGeneration: 1 };
  clusters.report('edge', 'deployment/myapp', { ...numbers, conditions: [condition] });
};

/** What controllers make of the README's program once it is linked. */
function beReady(): void {
  const site0 = JSON.parse(clusters.edge.mustKubectl(['-n', NAMESPACE, 'get', 'site', 'edge', '-o', 'json'])) as {
    metadata: { uid: string };
  };
  const ownerReferences = [{ apiVersion: SKUPPER, kind: 'Site', name: 'edge', uid: site0.metadata.uid }];
  const metadata = { name: 'public', namespace: NAMESPACE, ownerReferences };
  const data = Object.fromEntries(['ca.crt', 'tls.crt', 'tls.key'].map((key) => [key, 'U0VDUkVU']));
  clusters.make('edge', {
    apiVersion: 'v1',
    kind: 'Secret',
    type: 'kubernetes.io/tls',
    data,
    metadata: { ...metadata, annotations: { [PROFILE]: '{}' } },
  });
  const endpoints = [{ name: 'edge', host: '192.0.2.1', port: '45671' }];
  clusters.make('edge', { apiVersion: SKUPPER, kind: 'Link', metadata, spec: { endpoints, tlsCredentials: 'public' } });
  site('public');
  site('edge');
  link();
  listener();
  connector();
  collector('public', 'jaeger-skupper', '1/1');
  collector('public', 'otel-collector-app', '2/2');
  collector('edge', 'sidecar-for-my-app', '0/0');
  workload(1);
}

const status = (...args: readonly string[]): Promise<CommandResult> => clusters.command('status', ...args);
async function read(...args: readonly string[]): Promise<{ code: number | null; sites: Record<string, SiteStatus>; whole: NetworkStatus }> {
  const { status: code, stdout, stderr } = await status('--json', ...args);
  expect(stderr).toBe('');
  const whole = JSON.parse(stdout) as NetworkStatus;
  return { code, whole, sites: Object.fromEntries(whole.sites.map((one) => [one.site, one])) };
}
const objectOf = (one: SiteStatus | undefined, kind: string, name: string): ObjectStatus =>
  one?.objects.find((object) => object.kind === kind && object.name === name) ?? expect.fail(`no ${kind} ${name}`);
const statesOf = (one: SiteStatus | undefined): unknown =>
  Object.fromEntries(one?.objects.map(({ kind, name, state }) => [`${kind} ${name}`, state]) ?? []);

describe('otel-skupper status on two API servers', () => {
  it('takes clusters without operators for clusters where everything is missing', async () => {
    const { status: code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toContain('missing Site public: the cluster does not know the kind');
    expect(stdout).toMatch(/\n2 sites, 0 objects ok, 11 missing\n$/);
  });

  it('tells what is missing before anything is applied', async () => {
    for (const plane of [clusters.hub, clusters.edge]) plane.installCrds(crdFolder());
    const { sites: seen } = await read();
    expect(statesOf(seen['edge'])).toEqual({
      'Namespace telemetry': 'missing',
      'Site edge': 'missing',
      'OpenTelemetryCollector sidecar-for-my-app': 'missing',
      'Deployment myapp': 'missing',
      'Listener otel-linked-collector': 'missing',
      'Link public': 'missing',
    });
  });

  it('tells that nobody looks at what is applied, and which command makes the link', async () => {
    clusters.apply('public');
    clusters.apply('edge');
    const { status: code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toContain('  ok      Namespace telemetry\n');
    expect(stdout).toContain('  waiting Site public: no controller has looked at it yet');
    expect(stdout).toContain(
      '  missing Link public: is still to be made, by a token of public\n            mend: otel-skupper link edge\n',
    );
  });

  it('exits 0 when everything does its work, and says who leads where', async () => {
    beReady();
    const { status: code, stdout } = await status();
    expect(stdout).toMatch(/\n2 sites, 11 objects ok\n$/);
    expect(code).toBe(0);
    expect(stdout).toContain('edge (edge, context edge, namespace telemetry, 2 sites in its network)');
    expect(stdout).toContain('ok      Site edge: run by Skupper 2.2.1 (skupper/skupper-controller)');
    expect(stdout).toContain('ok      Listener otel-linked-collector: otel-linked-collector:4317 leads to public/otel-linked-collector');
    expect(stdout).toContain('ok      Connector otel-linked-collector: public/otel-linked-collector is for edge; 1 pod');
    expect(stdout).toContain('ok      Link public: up, to the site public');
    expect(stdout).toContain('OpenTelemetryCollector otel-collector-app: deployment, 2/2 pods ready, opentelemetry-collector-k8s:0.158.0');
    expect(stdout).not.toContain('U0VDUkVU');
  });

  const refused = { reason: 'Error', message: 'cannot be' } as const;
  it.each<readonly ['public' | 'edge', string, string, (broken: boolean) => void]>([
    [
      'public',
      'Site',
      'public',
      (broken) => {
        site('public', broken ? refused : undefined);
      },
    ],
    [
      'public',
      'Connector',
      'otel-linked-collector',
      (broken) => {
        connector(broken ? refused : undefined);
      },
    ],
    [
      'edge',
      'Listener',
      'otel-linked-collector',
      (broken) => {
        listener(broken ? refused : undefined);
      },
    ],
    [
      'edge',
      'Link',
      'public',
      (broken) => {
        link(broken ? refused : undefined);
      },
    ],
    [
      'public',
      'OpenTelemetryCollector',
      'otel-collector-app',
      (broken) => {
        collector('public', 'otel-collector-app', '2/2', broken ? 'False' : 'True');
      },
    ],
  ])('tells of %s that its %s %s is in error, and what its controller says', async (name, kind, object, set) => {
    set(true);
    const { code, sites: seen } = await read();
    set(false);
    expect(code).toBe(1);
    const said = kind === 'OpenTelemetryCollector' ? 'failed to create objects' : 'cannot be';
    expect(objectOf(seen[name], kind, object)).toMatchObject({ state: 'error', text: expect.stringContaining(said) as string });
    expect(seen[name]?.lastError).toMatchObject({ object: `${kind} ${object}`, since: '2026-07-01T12:00:00.000Z' });
  });

  it('tells of a listener without connector, and of pods that are not ready', async () => {
    listener({ reason: 'Pending', message: 'No matching connectors' });
    collector('public', 'otel-collector-app', '0/2');
    workload(0);
    const { code, sites: seen } = await read();
    listener();
    collector('public', 'otel-collector-app', '2/2');
    workload(1);
    expect(code).toBe(1);
    expect(objectOf(seen['edge'], 'Listener', 'otel-linked-collector')).toMatchObject({
      state: 'waiting',
      text: 'otel-linked-collector:4317 leads to public/otel-linked-collector, which has no connector in the network yet',
      details: { partners: ['public/otel-linked-collector'], matched: false },
    });
    expect(objectOf(seen['public'], 'OpenTelemetryCollector', 'otel-collector-app')).toMatchObject({
      state: 'waiting',
      details: { replicas: '0/2' },
    });
    expect(objectOf(seen['edge'], 'Deployment', 'myapp')).toMatchObject({ state: 'waiting', text: '0/1 pods available' });
  });

  it('tells of a link whose Secret is gone', async () => {
    link({ reason: 'Pending', message: 'Not Operational' });
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'delete', 'secret', 'public']);
    const { stdout } = await status('edge');
    beReady();
    expect(stdout).toContain('error   Link public: its Secret public is missing');
  });

  it('tells of what endangers a site that works', async () => {
    clusters.hub.mustKubectl([
      '-n',
      NAMESPACE,
      'patch',
      'site',
      'public',
      '--type=merge',
      '--field-manager=somebody',
      '-p',
      '{"spec":{"linkAccess":"none"}}',
    ]);
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'annotate', 'secret', 'public', `${PROFILE}-`, 'argocd.argoproj.io/tracking-id=x']);
    const owner = { apiVersion: SKUPPER, kind: 'Site', name: 'edge', uid: '00000000-0000-0000-0000-000000000000' };
    clusters.make('edge', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'skupper-router', namespace: NAMESPACE, ownerReferences: [owner] },
    });
    clusters.make('edge', { apiVersion: SKUPPER, kind: 'Site', metadata: { name: 'second', namespace: NAMESPACE } });
    site('public');
    const { code, sites: seen } = await read();
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'delete', 'configmap/skupper-router', 'site/second']);
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'annotate', 'secret', 'public', `${PROFILE}={}`, 'argocd.argoproj.io/tracking-id-']);
    clusters.apply('public');
    beReady();
    expect(code).toBe(1);
    expect(seen['edge']?.findings.map(({ check }) => check)).toEqual([
      'other-site',
      'site-recreated',
      'secret-annotation',
      'tracked-object',
    ]);
    expect(seen['public']?.findings).toEqual([
      expect.objectContaining({
        check: 'changed-field',
        what: 'Site public: spec.linkAccess',
        found: 'is "none", and the manifests say "loadbalancer"; written by somebody',
      }),
    ]);
  });

  it('asks the other cluster where one cannot be asked, and exits 2', async () => {
    const { status: code, stdout } = await status('--context', 'edge=nowhere');
    expect(code).toBe(2);
    expect(stdout).toContain('error   the context nowhere for the site edge is not there; the kubeconfig has: edge, public');
    expect(stdout).toContain('ok      Site public');
    expect(stdout).toContain('1 cluster could not be asked');
  });

  it('says so where a context leads to the cluster of another site', async () => {
    const { status: code, stdout } = await status('edge', '--context', 'edge=public');
    expect(code).toBe(1);
    expect(stdout).toContain('namespace telemetry: holds the Skupper site public and not edge');
    expect(stdout).toContain('--context edge=CONTEXT');
  });

  it('tells what a user may not see from what is missing, and has enough in the role of the docs', async () => {
    const file = clusters.contexts('limited', {
      public: { plane: clusters.hub, token: 'limited' },
      edge: { plane: clusters.edge, token: 'limited' },
    });
    const { code, sites: seen } = await read('--kubeconfig', file);
    expect(code).toBe(2);
    expect(objectOf(seen['edge'], 'Listener', 'otel-linked-collector')).toMatchObject({ state: 'unknown', text: 'no permission to look' });
    for (const plane of [clusters.hub, clusters.edge]) plane.mustKubectl(['apply', '-f', '-'], roles('status'));
    expect((await status('--kubeconfig', file)).stdout).toMatch(/\n2 sites, 11 objects ok\n$/);
    // Without Secrets it says what it could not look at, and is content.
    const rule = '[{"op":"remove","path":"/rules/2"}]';
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'patch', 'role', 'otel-skupper-status', '--type=json', '-p', rule]);
    const { status: last, stdout } = await status('--kubeconfig', file);
    expect(stdout).toContain('not looked at, for want of permission: Secret');
    expect(last).toBe(0);
  });

  it('does not need the manifests, only network.json', async () => {
    const dist = mkdtempSync(path.join(os.tmpdir(), 'dist-'));
    try {
      cpSync(path.join(ROOT, 'dist', 'network.json'), path.join(dist, 'network.json'));
      expect((await status('--dist', dist)).status).toBe(0);
    } finally {
      rmSync(dist, { recursive: true, force: true });
    }
  });

  it('prints anew when something changed, until Ctrl-C, and exits by what it saw last', async () => {
    const running = clusters.start('status', 'edge', '--watch');
    await running.printed('1 site, 6 objects ok');
    listener({ reason: 'Pending', message: 'No matching connectors' });
    await running.printed('5 objects ok, 1 waiting');
    link({ reason: 'Error', message: 'refused' });
    await running.printed('4 objects ok, 1 waiting, 1 error');
    running.interrupt();
    const { status: code, stdout } = await running.ended;
    beReady();
    expect(code).toBe(1);
    expect(stdout.match(/^1 site, /gm)).toHaveLength(3);
  });
});

/** The roles that docs/commands.md gives for a command, bound to the user without rights. */
function roles(command: string): string {
  const docs = readFileSync(path.join(ROOT, 'docs', 'commands.md'), 'utf8');
  const [, yaml = expect.fail(`no roles for ${command}`)] =
    new RegExp(`^### Roles for ${command}\\n[^]*?^\`\`\`yaml\\n([^]*?)^\`\`\``, 'm').exec(docs) ?? [];
  const text = yaml.replaceAll('name: SOMEBODY', 'name: limited');
  expect(parseAllDocuments(text).length).toBeGreaterThan(1);
  return text;
}
