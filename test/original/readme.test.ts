import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { describe, expect, it } from 'vitest';

import { JaegerAllInOne, PublicSite, TelemetryNetwork } from '../../constructs';
import { readOutput, type OutputObject } from '../cluster/outputs';
import { at, network, ROOT } from '../helpers';

const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const { sites } = readOutput('main.ts', path.join(ROOT, 'dist'));
const object = (site: 'public' | 'edge', kind: string, name: string): OutputObject => {
  const found = sites.find((one) => one.name === site)?.objects.find((one) => one.kind === kind && one.metadata.name === name);
  return found ?? expect.fail(`no ${kind} ${name}`);
};
const portOf = (endpoint: unknown): string => String(endpoint).split(':').at(-1) ?? '';

describe('the README', () => {
  it('makes the edge cluster with kind, and names its context in every command', { tags: 'kind' }, () => {
    const [, cluster = ''] = /kind create cluster --name (\S+)/.exec(README) ?? [];
    expect(cluster).toBe('skupper-edge');
    const commands = README.split('\n').filter((line) => /^npx otel-skupper .*--context/.test(line));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(command).toContain(`kind-${cluster}`);
    expect(README).toContain(`dist/edge -name '*.yaml' | sort | xargs -I{} kubectl --context kind-${cluster} apply`);
  });

  it('forwards the port of the Jaeger UI, of the workload that the operator makes', { tags: 'jaeger-ui' }, () => {
    const { workloadName, queryPort } = new JaegerAllInOne(new PublicSite(network(), 'public'), 'jaeger-skupper');
    const { metadata, spec } = object('public', 'OpenTelemetryCollector', 'jaeger-skupper');
    expect(README).toContain(`-n ${metadata.namespace} port-forward ${at(spec, 'mode')}/${workloadName} ${queryPort}\n`);
    expect(README).toContain(`<http://localhost:${queryPort}>`);
    expect(portOf(at(spec, 'config.extensions.jaeger_query.http.endpoint'))).toBe(String(queryPort));
  });

  it('of the original does so too, and its workload is that of the legacy generation', { tags: 'jaeger-ui' }, () => {
    const legacy = new TelemetryNetwork({ generation: 'legacy' });
    const { workloadName, queryPort } = new JaegerAllInOne(new PublicSite(legacy, 'public'), 'jaeger-skupper');
    expect({ workloadName, queryPort }).toEqual({ workloadName: 'jaeger-skupper', queryPort: 16_686 });
  });
});

describe('the sequence diagram', { tags: 'sequence-diagram' }, () => {
  const [, diagram = ''] = /```mermaid\nsequenceDiagram\n([^]*?)```/.exec(README) ?? [];
  const lines = diagram.split('\n').map((line) => line.trim());
  const sidecar = object('edge', 'OpenTelemetryCollector', 'sidecar-for-my-app').spec;
  const gateway = object('public', 'OpenTelemetryCollector', 'otel-collector-app').spec;
  const listener = object('edge', 'Listener', 'otel-linked-collector').spec;
  const connector = object('public', 'Connector', 'otel-linked-collector').spec;

  it('has those that a span passes, which are in the output', () => {
    const participants = lines.flatMap((line) => /^participant (\w+)(?: as (.*))?$/.exec(line)?.slice(1, 3).filter(Boolean).at(-1) ?? []);
    const app = object('edge', 'Deployment', 'myapp');
    expect(at(app.spec, 'template.metadata.annotations')).toEqual({ 'sidecar.opentelemetry.io/inject': 'sidecar-for-my-app' });
    expect(at(sidecar, 'mode')).toBe('sidecar');
    expect(object('edge', 'Site', 'edge').spec).toMatchObject({ edge: true });
    expect(object('public', 'Site', 'public').spec).toMatchObject({ linkAccess: 'loadbalancer' });
    expect(participants).toEqual([app.metadata.name, 'sidecar collector', 'edge router', 'hub router', 'hub collector', 'Jaeger']);
  });

  it('has each connection with the port and the protocol of the output', () => {
    const arrows = lines.filter((line) => line.includes('->>'));
    const thrift = portOf(at(sidecar, 'config.receivers.jaeger.protocols.thrift_compact.endpoint'));
    const toJaeger = portOf(
      (at(gateway, 'config.exporters') as Record<string, { endpoint: string }>)['otlp_grpc/jaeger-skupper']?.endpoint,
    );
    expect(arrows).toEqual([
      'Edge->>Hub: link, dialled from the edge (mutual TLS)',
      `App->>Sidecar: UDP ${thrift}, Jaeger thrift compact`,
      'Sidecar->>Sidecar: stamp k8s.cluster.name, batch in the queue',
      `Sidecar->>Edge: OTLP/gRPC to the listener ${at(listener, 'host')}:${at(listener, 'port')}`,
      'Edge->>Hub: over the link',
      `Hub->>Gateway: connector: OTLP/gRPC to the pods, ${at(connector, 'port')}`,
      `Gateway->>Jaeger: OTLP/gRPC, ${toJaeger}`,
    ]);
  });
});

describe('gRPC', () => {
  it('is what each collector sends on by, from one port that is received at to the next', { tags: 'grpc' }, () => {
    const exporters = (site: 'public' | 'edge', name: string): unknown =>
      at(object(site, 'OpenTelemetryCollector', name).spec, 'config.exporters');
    const received = (name: string): string =>
      portOf(at(object('public', 'OpenTelemetryCollector', name).spec, 'config.receivers.otlp.protocols.grpc.endpoint'));
    const listener = object('edge', 'Listener', 'otel-linked-collector').spec;
    expect(exporters('edge', 'sidecar-for-my-app')).toEqual({
      'otlp_grpc/otel-linked-collector': expect.objectContaining({
        endpoint: `${at(listener, 'host')}.telemetry.svc:${at(listener, 'port')}`,
      }) as unknown,
    });
    expect(String(at(object('public', 'Connector', 'otel-linked-collector').spec, 'port'))).toBe(received('otel-collector-app'));
    expect(exporters('public', 'otel-collector-app')).toEqual({
      'otlp_grpc/jaeger-skupper': expect.objectContaining({
        endpoint: `jaeger-skupper-collector.telemetry.svc:${received('jaeger-skupper')}`,
      }) as unknown,
    });
  });
});
