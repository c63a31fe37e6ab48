import { ApiObject, JsonPatch } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  customReceiver,
  debugExporter,
  EdgeSite,
  existingNamespace,
  otlpReceiver,
} from '../../constructs';
import { network } from '../helpers';

const INJECT = 'sidecar.opentelemetry.io/inject';

interface PodFields {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers?: readonly object[];
  readonly initContainers?: readonly object[];
}

const container = (containerPort: number, protocol?: string): object => ({
  name: 'app',
  image: 'app:1',
  ports: [{ containerPort, ...(protocol !== undefined && { protocol }) }],
});

/** Returns the messages of the rule for a pod, by default one that requests the sidecar `agent`. */
function faults(fields: PodFields, change?: (agent: CollectorPipeline) => void, of?: string): readonly string[] {
  const app = network();
  const edge = new EdgeSite(app, 'edge', { namespace: existingNamespace('shop'), networkPolicies: false });
  const agent = new CollectorPipeline(edge, 'agent', { mode: CollectorMode.sidecar() });
  agent
    .traces()
    .receive(otlpReceiver({ http: false }))
    .export(debugExporter());
  change?.(agent);
  const { annotations = { [INJECT]: 'agent' }, containers = [{ name: 'app', image: 'app:1' }], initContainers } = fields;
  new ApiObject(edge, 'pod', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { annotations },
    spec: { containers, ...(initContainers && { initContainers }) },
  });
  if (of !== undefined)
    new ApiObject(edge, 'own', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', annotations: { [INJECT]: of } } });
  return app.findings().flatMap(({ rule, message }) => (rule === 'sidecar/port-taken' ? [message] : []));
}

describe('a port of a container', () => {
  it.each<[string, PodFields, string?]>([
    ['of the OTLP receiver', { containers: [container(4317)] }],
    ['of the own metrics', { containers: [container(8888, 'TCP')] }],
    ['of the health check', { containers: [container(13_133)] }],
    ['in a container that runs beside the others', { initContainers: [{ ...container(4317), restartPolicy: 'Always' }] }],
    ['of the only sidecar', { annotations: { [INJECT]: 'true' }, containers: [container(4317)] }],
    ['of a sidecar with its namespace', { annotations: { [INJECT]: 'shop/agent' }, containers: [container(4317)] }],
    ['of the sidecar that the namespace requests', { annotations: {}, containers: [container(4317)] }, 'agent'],
  ])('%s is reported', (_, fields, of) => {
    expect(faults(fields, undefined, of)).toHaveLength(1);
  });

  it.each<[string, PodFields, ((agent: CollectorPipeline) => void)?, string?]>([
    ['of nothing', { containers: [container(8080)] }],
    ['of a protocol that is off', { containers: [container(4318)] }],
    ['over another transport', { containers: [container(4317, 'UDP')] }],
    ['in an init container that ends', { initContainers: [container(4317)] }],
    ['in a pod without the sidecar', { annotations: {}, containers: [container(4317)] }],
    ['in a pod that refuses the sidecar', { annotations: { [INJECT]: 'false' }, containers: [container(4317)] }, undefined, 'agent'],
    ['in a pod with another sidecar', { annotations: { [INJECT]: 'other/agent' }, containers: [container(4317)] }],
    [
      'of own metrics that have another port',
      { containers: [container(8888)] },
      (agent) => {
        const reader = '/spec/config/service/telemetry/metrics/readers/0/pull/exporter/prometheus';
        agent.manifest.addJsonPatch(JsonPatch.replace(`${reader}/port`, 18_888));
      },
    ],
    [
      'of own metrics that are off',
      { containers: [container(8888)] },
      (agent) => {
        agent.manifest.addJsonPatch(JsonPatch.replace('/spec/config/service/telemetry/metrics', { level: 'none' }));
      },
    ],
    [
      'of own metrics that are sent',
      { containers: [container(8888)] },
      (agent) => {
        const otlp = { protocol: 'grpc', endpoint: 'http://localhost:4317' };
        agent.manifest.addJsonPatch(
          JsonPatch.replace('/spec/config/service/telemetry/metrics/readers', [{ periodic: { exporter: { otlp } } }]),
        );
      },
    ],
    [
      'that a custom component does not state in its settings',
      { containers: [container(5000)] },
      (agent) => {
        agent
          .logs()
          .receive(customReceiver('acme', { signals: ['logs'] }))
          .export(debugExporter());
      },
    ],
  ])('%s is accepted', (_, fields, change, of) => {
    expect(faults(fields, change, of)).toEqual([]);
  });
});

describe('own metrics of a collector without readers', () => {
  it('are at port 8888', () => {
    const remove = (agent: CollectorPipeline): void => {
      agent.manifest.addJsonPatch(JsonPatch.remove('/spec/config/service/telemetry'));
    };
    expect(faults({ containers: [container(8888)] }, remove)).toHaveLength(1);
  });
});
