import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { VERSIONS } from '../../imports/versions';
import { ControlPlane } from './control-plane';
import { crdFolder } from './crds';
import { JaegerAllInOne } from './jaeger-all-in-one';
import { OPERATOR_IDENTITY, operatorObjects, startJaegerOperator } from './jaeger-operator';
import { JAEGER_IMAGE, JAEGER_NAME, legacyJaeger, type LegacyStorage } from './legacy-jaeger';
import type { OperatorProcess } from './operator-process';
import type { OutputObject } from './outputs';
import { sendSpans } from './span-sender';

const STORAGES: readonly LegacyStorage[] = ['memory', 'badger'];

/** An object as the API server has it, as far as a test looks. */
interface Live {
  readonly metadata: { readonly generation: number; readonly labels: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>>;
  readonly status: Readonly<Record<string, unknown>>;
}

interface LiveDeployment {
  readonly spec: {
    readonly replicas: number;
    readonly strategy: unknown;
    readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: LivePod };
  };
}

interface LivePod {
  readonly containers: readonly Readonly<Record<'name' | 'image' | 'args' | 'env' | 'resources' | 'volumeMounts', unknown>>[];
  readonly volumes: readonly unknown[];
  readonly securityContext: unknown;
}

let plane: ControlPlane;
let operator: OperatorProcess;
const running: { stop(): Promise<void> }[] = [];

// Each storage has a namespace of its own, named after it, that lets in restricted pods alone.
beforeAll(async () => {
  plane = await ControlPlane.start('jaeger');
  running.unshift(plane);
  plane.installCrds(path.join(crdFolder(), `jaeger-operator-${VERSIONS.jaegerOperator}`));
  operator = await startJaegerOperator(plane);
  running.unshift(operator);
  for (const storage of STORAGES) {
    makeNamespace(storage, 'restricted');
    await run(legacyJaeger(storage, storage));
  }
});
afterAll(async () => {
  for (const program of running) await program.stop();
});

describe('the Jaeger operator', { tags: 'jaeger-operator' }, () => {
  // That a Pod runs is for the Deployment to say.
  it.each(STORAGES)('says of a Jaeger with %s storage that it runs and is operated, without a Pod', (storage) => {
    const { metadata, status } = get<Live>(storage, 'jaeger');
    expect(status).toEqual({ phase: 'Running', version: '1.65.0' });
    expect(metadata.labels).toEqual({ 'jaegertracing.io/operated-by': OPERATOR_IDENTITY });
    expect(get<Live>(storage, 'deployment').status).toEqual({});
  });

  it.each(STORAGES)('changes nothing that the resource with %s storage says, so that Argo CD sees no difference', (storage) => {
    const resource = legacyJaeger(storage, storage);
    const { metadata, spec } = get<Live>(storage, 'jaeger');
    expect(spec).toMatchObject(resource.spec ?? {});
    apply(resource);
    expect(get<Live>(storage, 'jaeger').metadata.generation).toBe(metadata.generation);
  });

  it('changes strategies that are not in small letters, and quantities that are not in their shortest form', async () => {
    const namespace = 'spelt';
    makeNamespace(namespace, 'privileged');
    const { spec, ...resource } = legacyJaeger(namespace);
    await run({ ...resource, spec: { ...spec, strategy: 'allInOne', resources: { limits: { cpu: '1000m', memory: '1024Mi' } } } });
    const live = get<Live>(namespace, 'jaeger').spec;
    expect(live).toMatchObject({ strategy: 'allinone', resources: { limits: { cpu: '1', memory: '1Gi' } } });
  });

  it('makes one Pod of the image, arguments and resources that the resource says', () => {
    const { spec } = get<LiveDeployment>('memory', 'deployment');
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    expect(spec.template.spec.containers).toMatchObject([
      {
        name: 'jaeger',
        image: JAEGER_IMAGE,
        args: ['--memory.max-traces=25000', '--sampling.strategies-file=/etc/jaeger/sampling/sampling.json'],
        resources: legacyJaeger('memory').spec?.['resources'],
      },
    ]);
    expect(spec.template.spec.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'SPAN_STORAGE_TYPE', value: 'memory' },
        { name: 'COLLECTOR_OTLP_ENABLED', value: 'true' },
        { name: 'COLLECTOR_OTLP_GRPC_HOST_PORT', value: '0.0.0.0:4317' },
      ]),
    );
  });

  it('keeps badger on the claim, one Pod at a time, in a group that may write there', () => {
    const { spec } = get<LiveDeployment>('badger', 'deployment');
    expect(spec).toMatchObject({ replicas: 1, strategy: { type: 'Recreate' } });
    const { containers, volumes, securityContext } = spec.template.spec;
    expect(volumes).toContainEqual({ name: 'badger', persistentVolumeClaim: { claimName: `${JAEGER_NAME}-badger` } });
    expect(containers[0]?.volumeMounts).toContainEqual({ name: 'badger', mountPath: '/badger' });
    expect(securityContext).toMatchObject({ fsGroup: 10001 });
    expect(containers[0]?.args).toEqual(
      expect.arrayContaining([
        '--badger.ephemeral=false',
        '--badger.directory-key=/badger/keys',
        '--badger.directory-value=/badger/values',
        '--badger.span-store-ttl=72h',
      ]),
    );
    expect(containers[0]?.env).toContainEqual({ name: 'SPAN_STORAGE_TYPE', value: 'badger' });
  });

  it.each([
    ['collector', [4317, 4318]],
    ['query', [16_686]],
  ])('makes a Service for the %s, which leads to the Pod', (name, ports) => {
    const { spec } = get<Live>('memory', 'service', `${JAEGER_NAME}-${name}`);
    const made = (spec['ports'] as readonly { readonly port: number; readonly targetPort: number }[]).map(({ port, targetPort }) => [
      port,
      targetPort,
    ]);
    expect(made).toEqual(expect.arrayContaining(ports.map((port) => [port, port])));
    const { labels } = get<LiveDeployment>('memory', 'deployment').spec.template.metadata;
    expect(spec['selector']).toEqual(labels);
    expect(labels).toMatchObject({ 'app.kubernetes.io/instance': JAEGER_NAME, 'app.kubernetes.io/component': 'all-in-one' });
  });

  it('makes no Ingress where the resource says so, and one where it says nothing', async () => {
    const namespace = 'open';
    makeNamespace(namespace, 'privileged');
    const { spec, ...resource } = legacyJaeger(namespace);
    await run({ ...resource, spec: { ...spec, ingress: {} } });
    const ingresses = plane.mustKubectl(['get', 'ingress', '-A', '-o', 'jsonpath={.items[*].metadata.namespace}']);
    expect(ingresses).toBe(namespace);
  });

  it.each(STORAGES)('makes a Pod with %s storage that PodSecurity restricted lets in', (storage) => {
    expect(admitted(storage, get<LiveDeployment>(storage, 'deployment').spec.template.spec)).toEqual({ status: 0, stderr: '' });
  });

  it('makes a Pod that PodSecurity baseline lets in and restricted does not, where the resource has no security contexts', () => {
    makeNamespace('base', 'baseline');
    const { spec, ...resource } = legacyJaeger('base');
    const [deployment] = operatorObjects({
      ...resource,
      spec: { ...spec, securityContext: undefined, containerSecurityContext: undefined },
    }).filter(({ kind }) => kind === 'Deployment');
    const pod = (deployment as LiveDeployment | undefined)?.spec.template.spec ?? expect.fail('no Deployment');
    expect(admitted('base', pod)).toEqual({ status: 0, stderr: '' });
    expect(admitted('memory', pod).stderr).toContain('violates PodSecurity "restricted');
  });

  it.each(STORAGES)('makes the same with %s storage by its command as in a cluster', (storage) => {
    const objects = operatorObjects(legacyJaeger(storage, storage));
    for (const { apiVersion, kind, metadata } of objects)
      expect(get<OutputObject>(storage, kind, metadata.name)).toMatchObject({ apiVersion, kind });
    const made = objects.find(({ kind }) => kind === 'Deployment') as LiveDeployment | undefined;
    expect(get<LiveDeployment>(storage, 'deployment').spec).toMatchObject(withoutEmpty(made?.spec) as object);
  });

  it('puts no proxy before the query API on OpenShift where the resource says so, and one where it does not', () => {
    const { spec, ...resource } = legacyJaeger('openshift');
    const portsOf = (ingress: unknown): unknown => {
      const objects = operatorObjects({ ...resource, spec: { ...spec, ingress } }, 'openshift');
      const service = objects.find(({ metadata }) => metadata.name === `${JAEGER_NAME}-query`);
      return (service?.spec as { readonly ports: readonly { readonly port: number }[] } | undefined)?.ports[0]?.port;
    };
    expect(portsOf(spec?.['ingress'])).toBe(16_686);
    expect(portsOf({ enabled: false })).toBe(443);
  });
});

describe('Jaeger v1 as the operator runs it', { tags: 'jaeger-operator' }, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'jaeger-v1-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every span that it acknowledged, by both of its query APIs', async () => {
    const jaeger = await JaegerAllInOne.start(operatorObjects(legacyJaeger('loopback')), path.join(folder, 'memory'));
    try {
      const sent = await sendSpans(jaeger.ports.get(4317), { protocol: 'otlp', service: 'kept', count: 100 });
      expect({ sent: sent.ids.size, refused: sent.refused }).toEqual({ sent: 100, refused: '' });
      expect(missing(sent.ids, await jaeger.query.found('kept', sent.ids))).toEqual([]);
      const [from, to] = [Date.now() - 3_600_000, Date.now()].map((time) => new Date(time).toISOString());
      const range = `query.start_time_min=${String(from)}&query.start_time_max=${String(to)}`;
      const response = await fetch(`${jaeger.query.url}/api/v3/traces?query.service_name=kept&query.num_traces=5&${range}`);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('kept');
    } finally {
      await jaeger.stop();
    }
  });

  it('keeps no more traces in memory than it was told to', async () => {
    const { spec, ...resource } = legacyJaeger('loopback');
    const few = { ...resource, spec: { ...spec, storage: { type: 'memory', options: { memory: { 'max-traces': 3 } } } } };
    const jaeger = await JaegerAllInOne.start(operatorObjects(few), path.join(folder, 'few'));
    try {
      const sent = await sendSpans(jaeger.ports.get(4317), { protocol: 'otlp', service: 'many', count: 100 });
      const last = new Set([...sent.ids].slice(-10));
      expect(missing(last, await jaeger.query.found('many', last))).toEqual([]);
      expect(new Set((await jaeger.query.spansOf('many')).map(({ traceId }) => traceId)).size).toBe(3);
    } finally {
      await jaeger.stop();
    }
  });

  it('has on a volume what it had before it was stopped', async () => {
    const objects = operatorObjects(legacyJaeger('loopback', 'badger'));
    const first = await JaegerAllInOne.start(objects, path.join(folder, 'badger'));
    const sent = await sendSpans(first.ports.get(4317), { protocol: 'otlp', service: 'durable', count: 100 }).finally(() => first.stop());
    const second = await JaegerAllInOne.start(objects, path.join(folder, 'badger'));
    try {
      expect(missing(sent.ids, await second.query.found('durable', sent.ids))).toEqual([]);
    } finally {
      await second.stop();
    }
  });
});

function makeNamespace(name: string, level: string): void {
  const labels = { 'pod-security.kubernetes.io/enforce': level };
  plane.mustKubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }));
}

function apply(resource: OutputObject): void {
  plane.mustKubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify(resource));
}

/** Applies a Jaeger resource and waits until the operator is done with it. */
async function run(resource: OutputObject): Promise<void> {
  apply(resource);
  const { name, namespace = '' } = resource.metadata;
  const phase = ['get', 'jaeger', name, '-n', namespace, '-o', 'jsonpath={.status.phase}'];
  await operator.until(`${namespace}/${name} runs`, () => plane.mustKubectl(phase) === 'Running');
}

function get<T>(namespace: string, kind: string, name = JAEGER_NAME): T {
  return JSON.parse(plane.mustKubectl(['get', kind, name, '-n', namespace, '-o', 'json'])) as T;
}

/** What admission of a namespace says of a Pod. */
function admitted(namespace: string, spec: LivePod): { readonly status: number | null; readonly stderr: string } {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'jaeger' }, spec };
  const { status, stderr } = plane.kubectl(['create', '--dry-run=server', '-n', namespace, '-f', '-'], JSON.stringify(pod));
  return { status, stderr };
}

function missing(wanted: ReadonlySet<string>, found: ReadonlySet<string>): readonly string[] {
  return [...wanted].filter((id) => !found.has(id));
}

/** The same without what says nothing: the API server leaves that out. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, below]) => below !== null);
  return Object.fromEntries(kept.map(([key, below]) => [key, withoutEmpty(below)]));
}
