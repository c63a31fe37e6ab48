import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ControlPlane } from './control-plane';
import { crdFolder } from './crds';
import { exampleFolder } from './examples';
import { startOpenTelemetryOperator } from './opentelemetry-operator';
import type { OperatorProcess } from './operator-process';
import { readOutput, type OutputObject } from './outputs';

const SLOW = { timeout: 60_000, interval: 250 };

const FIRST = ['Namespace', 'ServiceAccount', 'Instrumentation', 'OpenTelemetryCollector'];

interface Variable {
  readonly name: string;
  readonly value?: string;
}

interface LiveContainer {
  readonly name: string;
  readonly image: string;
  readonly env?: readonly Variable[];
  readonly args?: readonly string[];
  readonly restartPolicy?: string;
}

interface LivePod {
  readonly spec: { readonly containers: readonly LiveContainer[]; readonly initContainers?: readonly LiveContainer[] };
}

interface PodTemplate {
  readonly metadata: object;
  readonly spec: object;
}

let plane: ControlPlane;
let operator: OperatorProcess;
const site = readOutput('auto-instrumentation', exampleFolder('auto-instrumentation')).sites.find(({ name }) => name === 'shop');

beforeAll(async () => {
  plane = await ControlPlane.start('opentelemetry');
  plane.installCrds(crdFolder());
  operator = await startOpenTelemetryOperator(plane);
  // As `kubectl apply` of the folder does it: namespaces first, and what operators read before what they change.
  for (const kind of FIRST) {
    const items = (site?.objects ?? []).filter((object) => object.kind === kind);
    plane.mustKubectl(
      ['apply', '--server-side', '--validate=strict', '-f', '-'],
      JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    );
  }
});
afterAll(async () => {
  await operator.stop();
  await plane.stop();
});

/** The pod that a workload of the example would make, as the operator changes it and PodSecurity lets it in. */
function podOf(workload: string): LivePod {
  const object = site?.objects.find(({ metadata, kind }) => metadata.name.includes(workload) && ['Deployment', 'CronJob'].includes(kind));
  if (object === undefined) throw new Error(`no workload ${workload}`);
  const template = templateOf(object);
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...template.metadata, name: workload, namespace: object.metadata.namespace },
    spec: template.spec,
  };
  return JSON.parse(plane.mustKubectl(['create', '--dry-run=server', '-o', 'json', '-f', '-'], JSON.stringify(pod))) as LivePod;
}

function templateOf({ spec, kind }: OutputObject): PodTemplate {
  const of = (value: unknown, key: string): unknown => (value as Readonly<Record<string, unknown>>)[key];
  return of(kind === 'CronJob' ? of(of(spec, 'jobTemplate'), 'spec') : spec, 'template') as PodTemplate;
}

function variablesOf(pod: LivePod, container: string): Readonly<Record<string, string | undefined>> {
  const found = pod.spec.containers.find(({ name }) => name === container);
  return Object.fromEntries((found?.env ?? []).map(({ name, value }) => [name, value]));
}

/** All containers of a pod beside its own. */
function besides(pod: LivePod, ...own: readonly string[]): readonly LiveContainer[] {
  return [...(pod.spec.initContainers ?? []), ...pod.spec.containers].filter(({ name }) => !own.includes(name));
}

describe('the OpenTelemetry operator', { tags: 'collector-operator' }, () => {
  it('puts the agent for Java and the sidecar into the pod that is marked, the one pointed at the other', () => {
    const pod = podOf('orders');
    const sidecar = besides(pod, 'orders').find(({ name }) => name === 'otc-container');
    expect(sidecar?.image).toMatch(/opentelemetry-collector/);
    expect(besides(pod, 'orders').map(({ name }) => name)).toContain('opentelemetry-auto-instrumentation-java');
    expect(variablesOf(pod, 'orders')).toMatchObject({
      JAVA_TOOL_OPTIONS: expect.stringContaining('-javaagent:') as unknown,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_SERVICE_NAME: expect.stringContaining('orders') as unknown,
    });
  });

  it('points the agent for Node.js at the gateway of its site, over gRPC, and takes its image from where it is said', () => {
    const pod = podOf('basket');
    expect(besides(pod, 'basket').map(({ name, image }) => [name, image])).toEqual([
      ['opentelemetry-auto-instrumentation-nodejs', 'registry.example.com/agents/nodejs:4.2.0'],
    ]);
    expect(variablesOf(pod, 'basket')).toMatchObject({
      NODE_OPTIONS: expect.stringContaining('--require') as unknown,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://gateway-collector.telemetry.svc:4317',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.1',
      OTEL_RESOURCE_ATTRIBUTES: expect.stringContaining('deployment.environment.name=production') as unknown,
    });
  });

  it('puts agents for two languages into one pod, each into its own container', () => {
    const pod = podOf('reports');
    const [web, worker] = [variablesOf(pod, 'web'), variablesOf(pod, 'worker')];
    const gateway = 'http://gateway-collector.telemetry.svc:4318';
    expect(web).toMatchObject({ CORECLR_ENABLE_PROFILING: '1', OTEL_EXPORTER_OTLP_ENDPOINT: gateway });
    expect(worker).toMatchObject({ PYTHONPATH: expect.any(String) as unknown, OTEL_EXPORTER_OTLP_ENDPOINT: gateway });
    expect([web['PYTHONPATH'], worker['CORECLR_ENABLE_PROFILING']]).toEqual([undefined, undefined]);
  });

  it('watches a Go program from beside it, by the path that was said', () => {
    const pod = podOf('till');
    const [agent] = besides(pod, 'till');
    expect(agent?.name).toBe('opentelemetry-auto-instrumentation');
    expect(Object.fromEntries((agent?.env ?? []).map(({ name, value }) => [name, value]))).toMatchObject({
      OTEL_GO_AUTO_TARGET_EXE: '/usr/bin/till',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://gateway-collector.telemetry.svc:4318',
    });
  });

  it.each([
    ['pricing', 'PYTHONPATH'],
    ['nightly', 'JAVA_TOOL_OPTIONS'],
  ])('puts an agent into the pod of %s', (workload, variable) => {
    expect(variablesOf(podOf(workload), workload)).toHaveProperty(variable);
  });

  it('makes of the gateway a Deployment and the Services that agents and exporters send to', async () => {
    const get = (kind: string, name: string): Readonly<Record<string, unknown>> | undefined => {
      const { status, stdout } = plane.kubectl(['get', kind, name, '-n', 'telemetry', '-o', 'json']);
      return status === 0 ? (JSON.parse(stdout) as { readonly spec: Readonly<Record<string, unknown>> }).spec : undefined;
    };
    await expect.poll(() => get('deployment', 'gateway-collector'), SLOW).toBeDefined();
    for (const service of ['gateway-collector', 'gateway-collector-headless', 'gateway-collector-monitoring'])
      await expect.poll(() => get('service', service), SLOW).toBeDefined();
    const ports = get('service', 'gateway-collector')?.['ports'] as readonly { readonly port: number }[];
    expect(ports.map(({ port }) => port).sort()).toEqual([4317, 4318]);
  });

  it('leaves collectors and agents as they are written, so that Argo CD sees no difference', () => {
    for (const object of site?.objects ?? []) {
      if (!['Instrumentation', 'OpenTelemetryCollector'].includes(object.kind)) continue;
      const { name, namespace = '' } = object.metadata;
      const live = JSON.parse(plane.mustKubectl(['get', object.kind, name, '-n', namespace, '-o', 'json'])) as OutputObject;
      expect(live).toMatchObject({ spec: object.spec });
    }
  });
});
