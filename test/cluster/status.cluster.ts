import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { VERSIONS } from '../../imports/versions';
import { readNetwork } from '../../ops/network-file';
import type { NetworkStatus, ObjectStatus, SiteStatus } from '../../ops/status/network-status';
import { ROOT } from '../root';
import type { CommandResult } from './command';
import { crdFolder } from './crds';
import { docsRoles } from './docs-roles';
import { PlayedControllers, PROFILE } from './played-controllers';
import { NAMESPACE, TwoClusters } from './two-clusters';

const SKUPPER = 'skupper.io/v2alpha1';

/** Objects of the README's program and the link that its token makes; of the edge alone. */
const network = readNetwork(path.join(ROOT, 'dist'));
const [ALL, OF_EDGE] = [network.sites, network.sites.filter(({ name }) => name === 'edge')].map(
  (some) => some.reduce((sum, { objects }) => sum + objects.length, 0) + 1,
) as [number, number];
const allOk = new RegExp(`\\n2 sites, ${ALL} objects ok\\n$`);

let clusters: TwoClusters;
let played: PlayedControllers;
beforeAll(async () => {
  clusters = await TwoClusters.start();
  played = new PlayedControllers(clusters);
});
afterAll(async () => {
  await clusters.stop();
});

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

describe('otel-skupper status on two API servers', { tags: 'skupper-status' }, () => {
  it('takes clusters without operators for clusters where everything is missing', async () => {
    const { status: code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toContain('missing Site public: the cluster does not know the kind');
    expect(stdout).toMatch(new RegExp(`\\n2 sites, 0 objects ok, ${ALL} missing\\n$`));
  });

  it('tells what is missing before anything is applied', async () => {
    for (const plane of [clusters.hub, clusters.edge]) plane.installCrds(crdFolder());
    const { sites: seen } = await read();
    expect(statesOf(seen['edge'])).toMatchObject({
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

  it('exits 0 when everything does its work, and says who leads where', { tags: 'skupper-site' }, async () => {
    played.beReady();
    const { status: code, stdout } = await status();
    expect(stdout).toMatch(allOk);
    expect(code).toBe(0);
    expect(stdout).toContain('edge (edge, context edge, namespace telemetry, 2 sites in its network)');
    expect(stdout).toContain(`ok      Site edge: run by Skupper ${VERSIONS.skupper} (skupper/skupper-controller)`);
    expect(stdout).toContain('ok      Listener otel-linked-collector: otel-linked-collector:4317 leads to public/otel-linked-collector');
    expect(stdout).toContain('ok      Connector otel-linked-collector: public/otel-linked-collector is for edge; 1 pod');
    expect(stdout).toContain('ok      Link public: up, to the site public');
    expect(stdout).toContain(
      `OpenTelemetryCollector otel-collector-app: deployment, 2/2 pods ready, opentelemetry-collector-k8s:${VERSIONS.collector}`,
    );
    expect(stdout).not.toContain('U0VDUkVU');
  });

  const refused = { reason: 'Error', message: 'cannot be' } as const;
  it.each<readonly ['public' | 'edge', string, string, (broken: boolean) => void]>([
    [
      'public',
      'Site',
      'public',
      (broken) => {
        played.site('public', broken ? refused : undefined);
      },
    ],
    [
      'public',
      'Connector',
      'otel-linked-collector',
      (broken) => {
        played.connector(broken ? refused : undefined);
      },
    ],
    [
      'edge',
      'Listener',
      'otel-linked-collector',
      (broken) => {
        played.listener(broken ? refused : undefined);
      },
    ],
    [
      'edge',
      'Link',
      'public',
      (broken) => {
        played.link(broken ? refused : undefined);
      },
    ],
    [
      'public',
      'OpenTelemetryCollector',
      'otel-collector-app',
      (broken) => {
        played.collector('public', 'otel-collector-app', '2/2', broken ? 'False' : 'True');
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

  it('tells of a listener without connector, and of pods that are not ready', { tags: 'skupper-expose' }, async () => {
    played.listener({ reason: 'Pending', message: 'No matching connectors' });
    played.collector('public', 'otel-collector-app', '0/2');
    played.workload(0);
    const { code, sites: seen } = await read();
    played.listener();
    played.collector('public', 'otel-collector-app', '2/2');
    played.workload(1);
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
    played.link({ reason: 'Pending', message: 'Not Operational' });
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'delete', 'secret', 'public']);
    const { stdout } = await status('edge');
    played.beReady();
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
    played.site('public');
    const { code, sites: seen } = await read();
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'delete', 'configmap/skupper-router', 'site/second']);
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'annotate', 'secret', 'public', `${PROFILE}={}`, 'argocd.argoproj.io/tracking-id-']);
    clusters.apply('public');
    played.beReady();
    expect(code).toBe(1);
    expect(seen['edge']?.findings.map(({ rule }) => rule)).toEqual([
      'hazard/other-site',
      'hazard/site-recreated',
      'hazard/secret-annotation',
      'hazard/tracked-object',
    ]);
    expect(seen['public']?.findings).toEqual([
      expect.objectContaining({
        rule: 'hazard/changed-field',
        location: 'Site public: spec.linkAccess',
        message: 'is "none", and the manifests say "loadbalancer"; written by somebody',
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
    for (const plane of [clusters.hub, clusters.edge]) plane.mustKubectl(['apply', '-f', '-'], docsRoles('status'));
    expect((await status('--kubeconfig', file)).stdout).toMatch(allOk);
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
    await running.printed(`1 site, ${OF_EDGE} objects ok`);
    played.listener({ reason: 'Pending', message: 'No matching connectors' });
    await running.printed(`${OF_EDGE - 1} objects ok, 1 waiting`);
    played.link({ reason: 'Error', message: 'refused' });
    await running.printed(`${OF_EDGE - 2} objects ok, 1 waiting, 1 error`);
    running.interrupt();
    const { status: code, stdout } = await running.ended;
    played.beReady();
    expect(code).toBe(1);
    expect(stdout.match(/^1 site, /gm)).toHaveLength(3);
  });
});
