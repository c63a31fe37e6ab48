import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { ApiObject } from 'cdk8s';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  otlpReceiver,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
  TraceGenerator,
} from '../../constructs';
import { VERSIONS } from '../../imports/versions';
import type { Preflight, SitePreflight } from '../../ops/preflight/preflight';
import { printedByCommands, type CommandResult } from './command';
import { crdFolder } from './crds';
import { docsRoles } from './docs-roles';
import { OPEN_TELEMETRY, runOperator, type OperatorPod } from './operator-pods';
import { PlayedControllers } from './played-controllers';
import { SkupperV1Controllers } from './skupper-v1-controllers';
import { NAMESPACE, TwoClusters } from './two-clusters';

/** As the manifests of Skupper v1 have it: the label is that of the pods alone. */
const SKUPPER: OperatorPod = {
  namespace: 'skupper-site-controller',
  name: 'skupper-site-controller',
  labels: {},
  image: `quay.io/skupper/site-controller:${VERSIONS.skupperV1}`,
};
const SKUPPER_V2: OperatorPod = {
  namespace: 'skupper',
  name: 'skupper-controller',
  labels: { application: 'skupper-controller' },
  image: `quay.io/skupper/controller:${VERSIONS.skupper}`,
};
const JAEGER: OperatorPod = {
  namespace: 'observability',
  name: 'jaeger-operator',
  labels: { name: 'jaeger-operator' },
  image: `quay.io/jaegertracing/jaeger-operator:${VERSIONS.jaegerOperator}`,
};

const SITES = ['public', 'edge'] as const;
const dist = mkdtempSync(path.join(os.tmpdir(), 'status-legacy-'));
let clusters: TwoClusters;
let controllers: SkupperV1Controllers | undefined;
let played: PlayedControllers;

beforeAll(async () => {
  const network = new TelemetryNetwork({ generation: 'legacy', outdir: dist });
  const hub = new PublicSite(network, 'public', { namespace: NAMESPACE });
  const gateway = new CollectorPipeline(hub, 'otel-collector-app');
  const otlp = otlpReceiver();
  gateway.traces().receive(otlp).export(debugExporter());
  new ApiObject(hub, 'jaeger', { apiVersion: 'jaegertracing.io/v1', kind: 'Jaeger', metadata: { name: 'jaeger', namespace: NAMESPACE } });
  const edge = new EdgeSite(network, 'edge', { namespace: NAMESPACE, links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'sidecar', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlp)
    .export(edge.exporterTo(hub.expose(gateway, otlp, { address: 'ingest' })));
  new TraceGenerator(edge, 'myapp', { sendTo: agent });
  network.synth();
  clusters = await TwoClusters.start();
  played = new PlayedControllers(clusters);
});
afterAll(async () => {
  await controllers?.stop();
  await clusters.stop();
  rmSync(dist, { recursive: true, force: true });
});
afterEach(() => {
  const printed = printedByCommands.join('');
  expect([...(controllers?.secrets ?? [])].filter((secret) => printed.includes(secret))).toEqual([]);
});

const command = (name: string, ...args: readonly string[]): Promise<CommandResult> => clusters.command(name, '--dist', dist, ...args);
const status = (...args: readonly string[]): Promise<CommandResult> => command('status', ...args);
/** `status`, once it says something: what plays the controllers takes a moment. */
async function statusUntil(text: string, ...args: readonly string[]): Promise<CommandResult> {
  for (let tries = 0; ; tries++) {
    const result = await status(...args);
    if (result.stdout.includes(text) || tries === 5) return result;
  }
}
function apply(site: 'public' | 'edge'): void {
  clusters.planeOf(site).mustKubectl(['apply', '--server-side', '--force-conflicts', '-f', path.join(dist, site)]);
}
const limited = (): string => {
  const access = { public: { plane: clusters.hub, token: 'limited' }, edge: { plane: clusters.edge, token: 'limited' } };
  return clusters.contexts('limited', access);
};

describe('otel-skupper preflight of sites of Skupper v1', () => {
  async function read(...args: readonly string[]): Promise<{ code: number | null; sites: Record<string, SitePreflight> }> {
    const { status: code, stdout } = await command('preflight', '--json', ...args);
    return { code, sites: Object.fromEntries((JSON.parse(stdout) as Preflight).sites.map((one) => [one.site, one])) };
  }
  const checks = (site: SitePreflight | undefined): string[] =>
    (site?.findings ?? []).map(({ severity, rule, location }) => `${severity} ${rule}: ${location}`);

  it('tells that no site controller runs, nor the Jaeger operator', async () => {
    for (const plane of [clusters.hub, clusters.edge]) plane.installCrds(crdFolder());
    for (const site of SITES) runOperator(clusters, site, OPEN_TELEMETRY);
    const { code, sites } = await read();
    expect(code).toBe(1);
    expect(checks(sites['public'])).toEqual(['error preflight/operator: the Jaeger operator', 'error preflight/operator: Skupper v1']);
    expect(checks(sites['edge'])).toEqual(['error preflight/operator: Skupper v1']);
    expect(sites['edge']?.findings[0]?.fix).toContain('deploy-watch-all-ns.yaml');
  });

  it('takes Skupper v2 alone for a fault, and beside v1 not', async () => {
    runOperator(clusters, 'public', JAEGER);
    for (const site of SITES) runOperator(clusters, site, SKUPPER_V2);
    expect(checks((await read()).sites['edge'])).toEqual(['error preflight/operator-version: Skupper v1']);
    for (const site of SITES) runOperator(clusters, site, SKUPPER);
    const { status: code, stdout } = await command('preflight');
    const { skupperV1, opentelemetryOperator, jaegerOperator } = VERSIONS;
    expect(stdout).toMatch(/ok {6}Kubernetes \S+, Skupper/);
    expect(stdout).toContain(
      `, Skupper ${skupperV1}, the OpenTelemetry operator ${opentelemetryOperator}, the Jaeger operator ${jaegerOperator}\n`,
    );
    expect(stdout).toMatch(/\n2 of 2 sites can be applied\n$/);
    expect(code).toBe(0);
  });

  it('tells what a user may not do for link, and has enough in the role of the docs to look', async () => {
    for (const plane of [clusters.hub, clusters.edge]) plane.mustKubectl(['apply', '-f', '-'], docsRoles('preflight'));
    const { code, sites } = await read('--kubeconfig', limited());
    expect(code).toBe(1);
    expect(new Set(sites['edge']?.findings.map(({ rule }) => rule))).toEqual(new Set(['preflight/permissions']));
    const found = sites['edge']?.findings.find(({ location }) => location === `otel-skupper link in the namespace ${NAMESPACE}`)?.message;
    // Its role allows the ConfigMaps, for the checks.
    expect(found).toContain('may not get deployments.apps, get or create or patch secrets');
  });
});

describe('otel-skupper status of sites of Skupper v1', { tags: 'skupper-v1-status' }, () => {
  it('tells that nobody looks at what is applied, and which command makes the link', async () => {
    for (const site of SITES) apply(site);
    const { status: code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toContain('  waiting ConfigMap skupper-site: Skupper has made nothing of it yet');
    expect(stdout).toContain('  waiting Secret link-edge: a token is asked for: Skupper has not filled it in yet');
    expect(stdout).toContain('  waiting Service ingest: ingest:4317 leads to public/ingest; Skupper makes the Service once');
    expect(stdout).toContain('  waiting Jaeger jaeger: no controller has looked at it yet');
    expect(stdout).toContain(
      '  missing Secret public: the link is still to be made, by a token of public\n            mend: otel-skupper link edge\n',
    );
  });

  it('exits 0 once the sites are linked, and says who leads where', async () => {
    controllers = new SkupperV1Controllers(clusters.hub, clusters.edge);
    played.collector('public', 'otel-collector-app', '1/1');
    played.collector('edge', 'sidecar', '0/0');
    played.workload(1);
    clusters.report('public', 'jaeger/jaeger', { phase: 'Running', version: VERSIONS.jaegerOperator });
    expect(await command('link', '--timeout', '20s')).toMatchObject({ status: 0, stdout: 'edge → public: is up\n' });
    const { status: code, stdout } = await statusUntil('connectors: 1, listeners: 2', '--json');
    expect(code, stdout).toBe(0);
    const text = (await status()).stdout;
    expect(text).toContain('edge (edge, context edge, namespace telemetry, 2 sites in its network)');
    expect(text).toContain(`  ok      ConfigMap skupper-site: run by Skupper ${VERSIONS.skupperV1}`);
    expect(text).toContain('  ok      Deployment skupper-router: 1/1 pods available');
    expect(text).toContain('  ok      Secret link-edge: a token is filled in');
    expect(text).toContain('  ok      Service ingest: ingest:4317 leads to public/ingest (connectors: 1, listeners: 2)');
    expect(text).toContain('  ok      Service ingest: public/ingest is for edge (connectors: 1, listeners: 1)');
    expect(text).toContain('  ok      Secret public: the link is up, to the site public');
    expect(text).toContain(`  ok      Jaeger jaeger: Jaeger ${VERSIONS.jaegerOperator}`);
  });

  it('tells of a Jaeger that failed, and of one that is not there yet', async () => {
    clusters.report('public', 'jaeger/jaeger', { phase: 'Failed' });
    expect((await status('public')).stdout).toContain('  error   Jaeger jaeger: its operator failed to make it');
    clusters.report('public', 'jaeger/jaeger', { phase: '' });
    expect((await status('public')).stdout).toContain('  waiting Jaeger jaeger: its operator has not made it yet');
    clusters.report('public', 'jaeger/jaeger', { phase: 'Running' });
  });

  it('tells of a link that is not up', async () => {
    controllers?.sites.set(NAMESPACE, { links: false });
    const { status: code, stdout } = await statusUntil('is not up', 'edge');
    controllers?.sites.set(NAMESPACE, {});
    expect(code).toBe(1);
    expect(stdout).toContain('  waiting Secret public: the link to public is not up: the router does not see it');
  });

  it('takes a request that was applied once more for no fault', async () => {
    await statusUntil('the link is up', 'edge');
    controllers?.sites.set(NAMESPACE, { answers: false });
    apply('public');
    const { status: code, stdout } = await status();
    controllers?.sites.set(NAMESPACE, {});
    expect(stdout).toContain('  ok      Secret link-edge: a token is asked for anew; those that were handed out stay good');
    expect(code).toBe(0);
  });

  it('tells on both sides of a hub that was made anew, until link mends it', async () => {
    await statusUntil('a token is filled in', 'public');
    clusters.hub.mustKubectl(['-n', NAMESPACE, 'delete', 'configmap', 'skupper-site']);
    clusters.hub.mustKubectl(['apply', '--server-side', '-f', path.join(dist, 'public', '20-skupper-site.yaml')]);
    const { status: code, stdout } = await status();
    expect(code).toBe(1);
    expect(stdout).toContain('  error   Secret link-edge: no token to link by: it is from a site that the hub was before');
    expect(stdout).toContain('  error   Secret public: no link to public: it is from a site that the hub was before');
    expect(stdout).toContain('            mend: otel-skupper link edge\n');
    expect(await command('link', '--timeout', '20s')).toMatchObject({ status: 0 });
    expect(await statusUntil('connectors: 1, listeners: 2')).toMatchObject({ status: 0 });
  });

  it('says so where a context leads to the cluster of another site', async () => {
    const { status: code, stdout } = await status('edge', '--context', 'edge=public');
    expect(code).toBe(1);
    expect(stdout).toContain('namespace telemetry: holds the Skupper site public and not edge');
  });
});

describe('the roles of docs/commands.md for sites of Skupper v1', () => {
  const bind = (plane: TwoClusters['hub'], heading: string): string => plane.mustKubectl(['apply', '-f', '-'], docsRoles(heading));

  it('are enough for status', async () => {
    for (const site of SITES) bind(clusters.planeOf(site), 'status');
    expect(await status('--kubeconfig', limited())).toMatchObject({
      status: 0,
      stdout: expect.not.stringContaining('permission') as string,
    });
    for (const site of SITES) clusters.planeOf(site).mustKubectl(['-n', NAMESPACE, 'delete', 'rolebinding', 'otel-skupper-status']);
  });

  it('are enough to link, and to link anew, and not less than is needed', async () => {
    const link = ['link', '--kubeconfig', limited(), '--timeout', '20s'] as const;
    clusters.edge.mustKubectl(['-n', NAMESPACE, 'delete', 'secret', 'public']);
    expect(await command(...link)).toMatchObject({ status: 2, stderr: expect.stringContaining('no permission') as string });
    bind(clusters.hub, 'link on a hub of Skupper v1');
    bind(clusters.edge, 'link on a site of Skupper v1');
    expect(await command(...link)).toMatchObject({ status: 0, stdout: 'edge → public: is up\n' });
    expect(await command(...link, '--renew')).toMatchObject({ status: 0, stdout: 'edge → public: is up\n' });
    clusters.hub.mustKubectl(['-n', NAMESPACE, 'delete', 'secret', 'link-edge']);
    expect(await command(...link, '--renew')).toMatchObject({ status: 0 });
    // Nothing else asks for permissions: preflight finds them all now but those to apply.
    const { stdout } = await command('preflight', '--kubeconfig', limited());
    expect(stdout).not.toContain('otel-skupper link in the namespace');
  });
});
