import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

import { VERSIONS } from '../../imports/versions';
import { ROOT } from '../root';
import { secretsIn } from '../security/secrets';
import { printedByCommands } from './command';
import type { ControlPlane } from './control-plane';
import { crdFolder } from './crds';
import { exampleFolder } from './examples';
import { readOutput, type OutputObject } from './outputs';
import { SkupperControllers } from './skupper-controllers';
import { TwoClusters } from './two-clusters';

const DIST = path.join(ROOT, 'dist');
const ORIGINAL = exampleFolder('original');
const said = (text: string): string => expect.stringContaining(text) as string;

let clusters: TwoClusters;
let folder: string;
beforeAll(async () => {
  clusters = await TwoClusters.start();
  folder = mkdtempSync(path.join(os.tmpdir(), 'apply-'));
  // What OLM itself brings.
  for (const plane of [clusters.hub, clusters.edge]) {
    install(plane, `olm-${VERSIONS.olm}`);
    for (const namespace of ['olm', 'operators']) plane.mustKubectl(['create', 'namespace', namespace]);
  }
});
afterAll(async () => {
  await clusters.stop();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(async () => {
  expect(await secretsIn(printedByCommands.join(''))).toEqual([]);
});

function install(plane: ControlPlane, crds: string): void {
  plane.installCrds(path.join(crdFolder(), crds));
}

/** An object as a cluster has it. */
interface Live extends OutputObject {
  readonly metadata: OutputObject['metadata'] & { readonly resourceVersion: string };
}

/** The objects of folders of an output as a cluster has them; fails if one is not there. */
function live(plane: ControlPlane, objects: readonly OutputObject[]): readonly Live[] {
  const list = plane.mustKubectl(['get', '-f', '-', '-o', 'json'], objects.map((object) => JSON.stringify(object)).join('\n'));
  return (JSON.parse(list) as { readonly items: readonly Live[] }).items;
}

function objectsOf(output: string, ...folders: readonly string[]): readonly OutputObject[] {
  return readOutput('', output)
    .sites.filter(({ name }) => folders.includes(name))
    .flatMap(({ objects }) => objects);
}

function versions(plane: ControlPlane, objects: readonly OutputObject[]): readonly string[] {
  return live(plane, objects).map(({ metadata }) => metadata.resourceVersion);
}

/** That every object is in the cluster as the manifests have it. */
function expectAsWritten(plane: ControlPlane, objects: readonly OutputObject[]): void {
  expect(live(plane, objects)).toMatchObject(
    objects.map(({ apiVersion, kind, metadata, spec }) => ({ apiVersion, kind, metadata, ...(spec && { spec }) })),
  );
}

/** A copy of an output in which a text of a file is another one. */
function changed(name: string, output: string, file: string, from: string, to: string): string {
  const copy = path.join(folder, name);
  cpSync(output, copy, { recursive: true });
  const text = readFileSync(path.join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(copy, file), text.replace(from, to));
  return copy;
}

const HUB = objectsOf(DIST, 'public');
const EDGE = objectsOf(DIST, 'edge');

describe("otel-skupper apply, on the README's program", { tags: 'numbered-apply' }, () => {
  it('tells which kinds are missing after its time, and begins nothing', async () => {
    const { status, stdout, stderr } = await clusters.command('apply', '--timeout', '1s');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('public: waiting for the kinds that public needs: Site.skupper.io, OpenTelemetryCollector.opentelemetry.io');
    expect(stderr).toContain('edge: the kinds that edge needs took more than 1 s: ');
    expect(stderr).toContain('mend: install what brings them: otel-skupper preflight edge tells what');
    expect(clusters.hub.kubectl(['get', 'namespace', 'telemetry']).status).not.toBe(0);
  });

  it('tells in a dry run that nothing brings them', async () => {
    expect(await clusters.command('apply', 'edge', '--dry-run')).toMatchObject({ status: 1, stderr: said('Site.skupper.io') });
  });

  it('waits for kinds that come late, and applies every object as it is written', async () => {
    const running = clusters.start('apply');
    await running.printed('edge: waiting for the kinds that edge needs');
    await running.printed('public: waiting for the kinds that public needs');
    for (const plane of [clusters.hub, clusters.edge]) {
      install(plane, `opentelemetry-operator-${VERSIONS.opentelemetryOperator}`);
      install(plane, `skupper-${VERSIONS.skupper}`);
    }
    expect(await running.ended).toMatchObject({
      status: 0,
      stdout: `edge: ${String(EDGE.length)} objects applied, ${String(EDGE.length)} created\npublic: ${String(HUB.length)} objects applied, ${String(HUB.length)} created\n`,
    });
    expectAsWritten(clusters.hub, HUB);
    expectAsWritten(clusters.edge, EDGE);
  });

  it('changes nothing when it runs again', async () => {
    const before = [versions(clusters.hub, HUB), versions(clusters.edge, EDGE)];
    expect(await clusters.command('apply')).toMatchObject({
      status: 0,
      stdout: `edge: ${String(EDGE.length)} objects applied, all as they were\npublic: ${String(HUB.length)} objects applied, all as they were\n`,
    });
    expect([versions(clusters.hub, HUB), versions(clusters.edge, EDGE)]).toEqual(before);
  });

  it('takes over what kubectl applied and somebody changed, and drops what the manifests no longer have', async () => {
    const deployment = ['-n', 'telemetry', 'deployment', 'myapp'];
    clusters.edge.mustKubectl(['delete', ...deployment]);
    const old = changed('old', DIST, 'edge/40-myapp.yaml', 'spec:\n', 'spec:\n  minReadySeconds: 7\n');
    clusters.edge.mustKubectl(['apply', '-f', path.join(old, 'edge', '40-myapp.yaml')]);
    clusters.edge.mustKubectl(['scale', '--replicas=3', ...deployment]);
    const others = `${String(EDGE.length - 1)} as they were`;
    expect(await clusters.command('apply', 'edge', '--dry-run')).toMatchObject({
      status: 0,
      stdout: `edge: ${String(EDGE.length)} objects, 1 would be changed, ${String(EDGE.length - 1)} as they are\n`,
      stderr: said('edge: would change Deployment myapp in the namespace telemetry (dist/edge/40-myapp.yaml)'),
    });
    expect(clusters.edge.mustKubectl(['get', ...deployment, '-o', 'jsonpath={.spec.replicas}'])).toBe('3');
    expect(await clusters.command('apply', 'edge')).toMatchObject({
      status: 0,
      stdout: `edge: ${String(EDGE.length)} objects applied, 1 changed, ${others}\n`,
    });
    expect(clusters.edge.mustKubectl(['get', ...deployment, '-o', 'jsonpath={.spec.replicas} {.spec.minReadySeconds}']).trim()).toBe('1');
    expect(await clusters.command('apply', 'edge')).toMatchObject({ status: 0, stdout: said('all as they were') });
  });

  it('links the sites afterwards with --link', { tags: 'skupper-token' }, async () => {
    const controllers = new SkupperControllers(clusters.hub, clusters.edge);
    try {
      expect(await clusters.command('apply', '--link', '--timeout', '20s')).toMatchObject({
        status: 0,
        stdout: said('edge → public: is up\n'),
      });
      expect(await clusters.command('apply', '--link', '--timeout', '20s')).toMatchObject({
        status: 0,
        stdout: `edge: ${String(EDGE.length)} objects applied, all as they were\npublic: ${String(HUB.length)} objects applied, all as they were\nedge → public: is up, and was there\n`,
      });
    } finally {
      await controllers.stop();
    }
  });

  it('tells a refused object with its file, and applies the other site', async () => {
    clusters.hub.mustKubectl(['-n', 'telemetry', 'delete', 'configmap,service', '--all']);
    const bad = changed('bad', DIST, 'edge/40-myapp.yaml', 'spec:\n', 'spec:\n  nonsense: 7\n');
    const { status, stdout, stderr } = await clusters.command('apply', '--dist', bad);
    expect({ status, stdout }).toEqual({ status: 1, stdout: said(`public: ${String(HUB.length)} objects applied`) });
    expect(stderr).toContain(`edge: ${path.join(bad, 'edge', '40-myapp.yaml')}: Deployment myapp in the namespace telemetry: `);
    expect(stderr).toContain('nonsense: field not declared in schema');
    expect(stderr).toContain('objects were applied before)');
    expect(stderr).toContain('mend: ');
  });

  it('refuses a field that the kind of an operator does not have, too', async () => {
    const bad = changed('bad-crd', DIST, 'edge/50-listener-otel-linked-collector.yaml', 'spec:\n', 'spec:\n  nonsense: 7\n');
    expect(await clusters.command('apply', 'edge', '--dist', bad)).toMatchObject({
      status: 1,
      stderr: said('nonsense: field not declared in schema'),
    });
    expect(await clusters.command('apply', 'edge', '--dist', bad, '--dry-run')).toMatchObject({ status: 1, stderr: said('50-listener') });
  });

  it('tries again while a webhook is not there, and ends if it stays away', async () => {
    const rule = { apiGroups: ['opentelemetry.io'], apiVersions: ['*'], operations: ['*'], resources: ['*'] };
    const webhook = {
      name: 'test.opentelemetry.io',
      rules: [rule],
      clientConfig: { url: 'https://127.0.0.1:9/' },
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
    };
    const metadata = { name: 'not-there' };
    const configuration = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata,
      webhooks: [webhook],
    };
    clusters.make('edge', configuration);
    await sleep(1_500);
    expect(await clusters.command('apply', 'edge', '--timeout', '1s')).toMatchObject({
      status: 1,
      stderr: said('took more than 1 s: the cluster of the context edge cannot take it yet: '),
    });
    const running = clusters.start('apply', 'edge');
    await running.printed('connection refused');
    clusters.edge.mustKubectl(['delete', 'validatingwebhookconfiguration', 'not-there']);
    expect(await running.ended).toMatchObject({ status: 0, stdout: said('all as they were') });
  });

  it('waits until a namespace that is being deleted is gone', async () => {
    const moved = path.join(folder, 'moved');
    cpSync(DIST, moved, { recursive: true });
    for (const file of [
      'network.json',
      ...readOutput('', moved).sites.flatMap(({ files }) => files.map((own) => path.relative(moved, own))),
    ]) {
      const text = readFileSync(path.join(moved, file), 'utf8');
      writeFileSync(path.join(moved, file), text.replaceAll(/(namespace: |"namespace": "|name: |"name": ")telemetry\b/g, '$1moved'));
    }
    clusters.edge.mustKubectl(['create', 'namespace', 'moved']);
    clusters.edge.mustKubectl(['delete', 'namespace', 'moved', '--wait=false']);
    const running = clusters.start('apply', 'edge', '--dist', moved);
    await running.printed('the Namespace moved is being deleted');
    const gone = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'moved' }, spec: { finalizers: [] } };
    clusters.edge.mustKubectl(['replace', '--raw', '/api/v1/namespaces/moved/finalize', '-f', '-'], JSON.stringify(gone));
    expect(await running.ended).toMatchObject({ status: 0, stdout: said(`${String(EDGE.length)} created`) });
  });

  it('ends by Ctrl-C, and says that it was interrupted', async () => {
    clusters.edge.mustKubectl(['delete', 'crd', 'listeners.skupper.io']);
    const running = clusters.start('apply', 'edge');
    await running.printed('Listener.skupper.io not served yet');
    running.interrupt();
    expect(await running.ended).toMatchObject({ status: 2, stderr: said('edge: interrupted') });
    install(clusters.edge, `skupper-${VERSIONS.skupper}`);
  });

  it.each<[string, readonly string[], string]>([
    ['a site that there is not', ['nowhere'], 'the network has no site nowhere'],
    ['an output that is not there', ['--dist', 'nowhere'], 'network.json is not there'],
    ['a context that there is not', ['edge', '--context', 'edge=nowhere'], 'edge: the context nowhere for the site edge is not there'],
    ['a dry run that links', ['--link', '--dry-run'], "cannot be used with option '--dry-run'"],
  ])('cannot run for %s', async (_, args, text) => {
    expect(await clusters.command('apply', ...args)).toMatchObject({ status: 2, stdout: '', stderr: said(text) });
  });

  it('applies no file of an output that is not whole', async () => {
    const broken = path.join(folder, 'broken');
    cpSync(DIST, broken, { recursive: true });
    rmSync(path.join(broken, 'edge', '40-myapp.yaml'));
    expect(await clusters.command('apply', '--dist', broken)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: said('40-myapp.yaml is not there'),
    });
  });
});

describe("otel-skupper apply, on the original's tree", { tags: 'numbered-apply' }, () => {
  const args = ['apply', '--dist', ORIGINAL, '--context', 'public-site=public', '--context', 'edge-site=edge'];
  const hub = [...objectsOf(ORIGINAL, 'bootstrap/olm', 'bootstrap/operators'), ...objectsOf(ORIGINAL, 'public-cloud')];
  const edge = [...objectsOf(ORIGINAL, 'bootstrap-edge'), ...objectsOf(ORIGINAL, 'private-cloud')];

  it('tells in a dry run what the bootstrap still has to bring, and changes nothing', async () => {
    const { status, stdout, stderr } = await clusters.command(...args, '--dry-run');
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: said(
        `public-site: ${String(hub.length)} objects, ${String(hub.length - 1)} would be created, 1 of kinds that are not served yet\n`,
      ),
    });
    expect(stderr).toContain('public-site: Jaeger.jaegertracing.io not served yet: the operators of its bootstrap bring them');
    expect(clusters.hub.kubectl(['get', 'namespace', 'linked']).status).not.toBe(0);
    expect(clusters.hub.mustKubectl(['get', 'subscriptions.operators.coreos.com', '-A', '-o', 'name'])).toBe('');
  });

  it(
    'applies the bootstrap, waits for the kinds that its operators bring, and then the sites',
    { tags: ['olm', 'subscriptions'] },
    async () => {
      const running = clusters.start(...args);
      await running.printed('public-site: waiting for the kinds that public-site needs: Jaeger.jaegertracing.io not served yet');
      expect(
        clusters.hub.mustKubectl(['-n', 'operators', 'get', 'subscriptions.operators.coreos.com', '-o', 'name']).trim().split('\n'),
      ).toHaveLength(4);
      expect(clusters.hub.kubectl(['get', 'namespace', 'linked']).status).not.toBe(0);
      // As the operator does that OLM installs.
      install(clusters.hub, `jaeger-operator-${VERSIONS.jaegerOperator}`);
      expect(await running.ended).toMatchObject({
        status: 0,
        stdout: `edge-site: ${String(edge.length)} objects applied, ${String(edge.length)} created\npublic-site: ${String(hub.length)} objects applied, ${String(hub.length)} created\n`,
      });
      expectAsWritten(clusters.hub, hub);
      expectAsWritten(clusters.edge, edge);
    },
  );

  it('changes nothing when it runs again', async () => {
    const before = versions(clusters.hub, hub);
    expect(await clusters.command(...args)).toMatchObject({
      status: 0,
      stdout: said(`public-site: ${String(hub.length)} objects applied, all as they were\n`),
    });
    expect(versions(clusters.hub, hub)).toEqual(before);
  });

  it('leaves a request for a token as it was filled in', { tags: 'token-script' }, async () => {
    const secret = ['-n', 'linked', 'secret', 'skupper-site-requested-token'];
    clusters.hub.mustKubectl(['label', ...secret, 'skupper.io/type=connection-token', '--overwrite']);
    expect(await clusters.command(...args)).toMatchObject({ status: 0, stdout: said('all as they were') });
    expect(clusters.hub.mustKubectl(['get', ...secret, '-o', 'jsonpath={.metadata.labels}'])).toContain('"connection-token"');
  });
});

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
