import * as path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { outputNames, outputOf, readOutput } from '../cluster/outputs';
import { allExampleOutput } from '../example-output';
import { ROOT } from '../root';
import { clustersOf, describeConnection, needsOf, OTHERS, type ClusterModel } from './cluster-model';
import { allows, type Connection, type Party, type Pod } from './policy-evaluator';

const readme = clustersOf(readOutput('main.ts', path.join(ROOT, 'dist')));
const cluster = (name: string): ClusterModel => readme.find((one) => one.name === name) ?? expect.fail(`no cluster ${name}`);
const podOf = ({ pods }: ClusterModel, name: string): Pod => pods.find((pod) => pod.name === name) ?? expect.fail(`no pod ${name}`);
const isClosed = ({ policies }: ClusterModel, { namespace }: Pod): boolean =>
  policies.some(({ metadata }) => metadata.namespace === namespace && metadata.name === 'default-deny');

const WORLD = { address: '203.0.113.99' };
const API_SERVER = { address: '10.96.0.1' };
const NODE = { address: '172.18.0.3' };
const META = { address: '169.254.169.254' };

describe('network policies of all output', () => {
  let examples: string;
  beforeAll(async () => {
    examples = await allExampleOutput();
  });

  it.each(outputNames())('%s: let through whatever its objects connect to', (name) => {
    const clusters = clustersOf(outputOf(name, examples));
    const refused = clusters.flatMap((one) =>
      needsOf(one)
        .filter((need) => !allows(one.policies, need))
        .map((need) => `${one.name}: ${describeConnection(need)} (${need.why})`),
    );
    expect(refused).toEqual([]);
    expect(clusters.flatMap(needsOf).length).toBeGreaterThan(5);
  });

  it.each(outputNames())('%s: let nothing else through to or from its pods', (name) => {
    const clusters = clustersOf(outputOf(name, examples));
    const found = clusters.flatMap((one) => {
      const needed = new Set(needsOf(one).map(describeConnection));
      const own = one.pods.filter((pod) => isClosed(one, pod));
      return own.flatMap((pod) => {
        const isRouter = pod.labels['skupper.io/component'] === 'router';
        const tried: readonly Connection[] = [
          // From outside, and by strangers: telemetry to what another collector sends to, management of the router.
          ...[22, 4317, 4318, 5671, 8888, 14_250, 16_686, 20_000].map((port) => ({ from: WORLD, to: pod, port })),
          { from: OTHERS.stranger, to: pod, port: 22 },
          { from: OTHERS.stranger, to: pod, port: 5671 },
          ...own.flatMap((from) => [
            { from, to: pod, port: 5671 },
            { from, to: pod, port: 22 },
          ]),
          // To outside.
          ...[22, 80, 4317, 8080, 9092, 20_000].map((port) => ({ from: pod, to: WORLD, port })),
          { from: pod, to: META, port: 80 },
          { from: pod, to: NODE, port: 10_250 },
          { from: pod, to: OTHERS.stranger, port: 8080 },
          ...(isRouter ? [] : [{ from: pod, to: API_SERVER, port: 6443 }]),
        ];
        return tried
          .filter((connection) => !needed.has(describeConnection(connection)) && allows(one.policies, connection))
          .filter(({ from }) => !dialsAnyPort(one, from))
          .map((connection) => `${one.name}: ${describeConnection(connection)}`);
      });
    });
    expect(found).toEqual([]);
  });
});

/** The router of a site whose hub is at a port that the hub's cluster chooses dials any. */
function dialsAnyPort({ links }: ClusterModel, from: Party): boolean {
  if ('address' in from || from.labels['skupper.io/component'] !== 'router') return false;
  return links.some(({ namespace, port }) => namespace === from.namespace && port === undefined);
}

describe('network policies of the program of the README', () => {
  const [hub, edge] = [cluster('public'), cluster('edge')];
  const [gateway, jaeger, hubRouter] = [
    podOf(hub, 'otel-collector-app-collector'),
    podOf(hub, 'jaeger-skupper-collector'),
    podOf(hub, 'skupper-router'),
  ];
  const [app, edgeRouter] = [podOf(edge, 'myapp'), podOf(edge, 'skupper-router')];
  const neighbour: Pod = { name: 'neighbour', namespace: 'telemetry', labels: { app: 'neighbour' } };

  it.each<[string, ClusterModel, Connection]>([
    ['the sidecar sends to its listener', edge, { from: app, to: edgeRouter, port: 1024 }],
    ['the edge dials the hub', edge, { from: edgeRouter, to: WORLD, port: 45_671 }],
    ['the hub lets the edge in', hub, { from: WORLD, to: hubRouter, port: 45_671 }],
    ['the hub lets another hub in', hub, { from: WORLD, to: hubRouter, port: 55_671 }],
    ['the router hands over to the gateway', hub, { from: hubRouter, to: gateway, port: 4317 }],
    ['the gateway sends to Jaeger', hub, { from: gateway, to: jaeger, port: 4317 }],
    ['the kubelet probes the gateway', hub, { from: NODE, to: gateway, port: 13_133 }],
    ['the kubelet probes the router', edge, { from: NODE, to: edgeRouter, port: 9191 }],
    ['the kubelet probes the sidecar', edge, { from: NODE, to: app, port: 13_133 }],
    ['Prometheus scrapes the gateway', hub, { from: OTHERS.prometheus, to: gateway, port: 8888 }],
    ['Prometheus scrapes the sidecar', edge, { from: OTHERS.prometheus, to: app, port: 8888 }],
    ['Prometheus scrapes the router', hub, { from: OTHERS.prometheus, to: hubRouter, port: 9000 }],
    ['the router reads the API', edge, { from: edgeRouter, to: API_SERVER, port: 443 }],
    ['the gateway resolves names', hub, { from: gateway, to: OTHERS.dns, port: 53, protocol: 'UDP' }],
    ['the application resolves names', edge, { from: app, to: OTHERS.dns, port: 53, protocol: 'UDP' }],
  ])('%s', (_, { policies }, connection) => {
    expect(allows(policies, connection)).toBe(true);
  });

  it.each<[string, ClusterModel, Connection]>([
    ['the internet does not reach the gateway', hub, { from: WORLD, to: gateway, port: 4317 }],
    ['the internet does not reach Jaeger', hub, { from: WORLD, to: jaeger, port: 16_686 }],
    ['another pod does not look at Jaeger', hub, { from: OTHERS.stranger, to: jaeger, port: 16_686 }],
    ['another namespace does not write into Jaeger', hub, { from: OTHERS.stranger, to: jaeger, port: 4317 }],
    ['nobody writes into Jaeger over HTTP', hub, { from: gateway, to: jaeger, port: 4318 }],
    ['a neighbour does not send to the gateway', hub, { from: neighbour, to: gateway, port: 4317 }],
    ['Jaeger does not send to the gateway', hub, { from: jaeger, to: gateway, port: 4317 }],
    ['the gateway does not reach the internet', hub, { from: gateway, to: WORLD, port: 443 }],
    ['the gateway does not read the API', hub, { from: gateway, to: API_SERVER, port: 443 }],
    ['the gateway does not reach other namespaces', hub, { from: gateway, to: OTHERS.stranger, port: 80 }],
    ['the gateway does not reach the router', hub, { from: gateway, to: hubRouter, port: 1024 }],
    ['the application does not manage the router', edge, { from: app, to: edgeRouter, port: 5671 }],
    ['the application does not reach the internet', edge, { from: app, to: WORLD, port: 443 }],
    ['the application does not dial the hub itself', edge, { from: app, to: WORLD, port: 45_671 }],
    ['a neighbour does not use the listener', edge, { from: neighbour, to: edgeRouter, port: 1024 }],
    ['another namespace does not use the listener', edge, { from: OTHERS.stranger, to: edgeRouter, port: 1024 }],
    ['nobody links to the edge', edge, { from: WORLD, to: edgeRouter, port: 45_671 }],
    ['nobody links to the edge as a hub', edge, { from: WORLD, to: edgeRouter, port: 55_671 }],
    ['the edge dials its hub alone', edge, { from: edgeRouter, to: WORLD, port: 55_671 }],
    ['nobody sends to a sidecar from outside of its pod', edge, { from: neighbour, to: app, port: 4317 }],
    ['a neighbour reaches nothing', edge, { from: neighbour, to: WORLD, port: 443 }],
    ['the metrics of the router are for the cluster', hub, { from: WORLD, to: hubRouter, port: 9000 }],
  ])('%s', (_, { policies }, connection) => {
    expect(allows(policies, connection)).toBe(false);
  });
});
