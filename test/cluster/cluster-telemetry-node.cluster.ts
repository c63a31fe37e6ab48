import { mkdtempSync, rmSync } from 'node:fs';
import * as https from 'node:https';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { CollectorMode, CollectorPipeline, kubeletMetrics, type KubeletMetricsOptions } from '../../constructs';
import { applyAccess, ClusterPod, requireMounts, type PodOptions } from './cluster-pod';
import { ControlPlane } from './control-plane';
import { exampleFolder } from './examples';
import { KUBELET_POD, objectsOfPod } from './kubelet-answers';
import { outputOfEdge } from './linked-edge';
import { readOutput, type Output } from './outputs';
import { PlayedKubelet } from './played-kubelet';

const SLOW = { timeout: 120_000, interval: 500 };
const AGENT = 'system:serviceaccount:node-agents:node-account';

const example = readOutput('cluster-telemetry', exampleFolder('cluster-telemetry'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'kubelet-'));
const pods: ClusterPod[] = [];
let plane: ControlPlane;
let kubelet: PlayedKubelet;

beforeAll(async () => {
  requireMounts();
  plane = await ControlPlane.start('kubelet');
  kubelet = await PlayedKubelet.start(plane, 'node-1');
});
afterAll(async () => {
  for (const pod of pods) await pod.remove();
  await kubelet.stop();
  await plane.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The agent of an output, on the node of the kubelet. */
async function startAgent(output: Output, options: Partial<PodOptions> = {}): Promise<ClusterPod> {
  const site = output.sites.find(({ name }) => name === 'shop-17') ?? expect.fail();
  applyAccess(plane, site);
  const pod = await ClusterPod.start({
    ...{ output, site: site.name, collector: 'node', plane, folder: path.join(folder, `pod-${pods.length}`) },
    fields: { K8S_NODE_IP: kubelet.address, K8S_NODE_NAME: kubelet.node },
    authorities: [kubelet.authority],
    ...options,
  });
  pods.push(pod);
  return pod;
}

/** An agent that has metrics of the kubelet alone. */
function outputWith(options: KubeletMetricsOptions): Output {
  return outputOfEdge((edge, toHub) => {
    const agents = edge.addNamespace('node-agents', { podSecurity: 'privileged' });
    const node = new CollectorPipeline(agents, 'node', { mode: CollectorMode.daemonset() });
    node.metrics().receive(kubeletMetrics(options)).export(toHub);
  });
}

/** Asks the kubelet, as the account of a collector. */
function ask(target: string, namespace: string, account: string): Promise<number | undefined> {
  const token = plane.mustKubectl(['create', 'token', account, '-n', namespace]).trim();
  const headers = { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const url = `https://${kubelet.address}:10250${target}`;
    const request = https.get(url, { ca: kubelet.authority, headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('error', reject);
  });
}

describe('an agent on a node, whose kubelet asks a real API server who may read', { tags: 'collector' }, () => {
  it('has metrics of the node, its pods and their containers, by the access of its manifest', async () => {
    const pod = await startAgent(example);
    const of = (metric: string): Readonly<Record<string, string>> | undefined =>
      pod.sink.points.find((point) => point.metric === metric && point.value === 1e8)?.resource;
    const { name, namespace, uid, container } = KUBELET_POD;
    const cluster = { 'k8s.cluster.name': 'shop-17' };
    const asPod = { ...cluster, 'k8s.namespace.name': namespace, 'k8s.pod.name': name, 'k8s.pod.uid': uid };
    await expect.poll(() => of('k8s.node.memory.working_set'), SLOW).toMatchObject({ ...cluster, 'k8s.node.name': 'node-1' });
    await expect.poll(() => of('k8s.pod.memory.working_set'), SLOW).toMatchObject(asPod);
    await expect.poll(() => of('container.memory.working_set'), SLOW).toMatchObject({ ...asPod, 'k8s.container.name': container });
    // Of this machine: nothing but the node tells them from those of others.
    await expect
      .poll(() => pod.sink.points.find((point) => point.metric === 'system.memory.usage')?.resource, SLOW)
      .toEqual({ ...cluster, 'k8s.node.name': 'node-1', 'host.name': 'node-1' });
    expect(kubelet.requests.filter((request) => request.user !== AGENT || request.status !== 200)).toEqual([]);
    expect(new Set(kubelet.requests.map((request) => request.path))).toEqual(new Set(['/stats/summary']));
    expect(pod.log).not.toMatch(/forbidden|kubelet.*\terror\t|\terror\t.*kubelet/i);
  });

  it('is told apart from whom the kubelet refuses', async () => {
    expect(await ask('/stats/summary', 'node-agents', 'node-account')).toBe(200);
    expect(await ask('/pods', 'node-agents', 'node-account')).toBe(403);
    expect(await ask('/stats/summary', 'telemetry', 'cluster-account')).toBe(403);
  });

  it('has what its options ask for besides, by the access that they bring', async () => {
    plane.mustKubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify(objectsOfPod(kubelet.node)));
    const before = kubelet.requests.length;
    const metrics = { 'k8s.container.cpu_limit_utilization': { enabled: true }, 'k8s.pod.cpu.node.utilization': { enabled: true } };
    const metricGroups = ['node', 'pod', 'container', 'volume'] as const;
    const pod = await startAgent(outputWith({ metrics, metricGroups, extraMetadataLabels: ['container.id', 'k8s.volume.type'] }));
    const has = (metric: string): unknown => {
      const found = pod.sink.points.find((point) => point.metric === metric);
      return found && { value: found.value, ...found.resource };
    };
    // Half a core, of a limit of one and a node of two.
    await expect
      .poll(() => has('k8s.container.cpu_limit_utilization'), SLOW)
      .toMatchObject({ value: 0.5, 'container.id': 'ab'.repeat(32) });
    await expect.poll(() => has('k8s.pod.cpu.node.utilization'), SLOW).toMatchObject({ value: 0.25 });
    await expect.poll(() => has('k8s.volume.available'), SLOW).toMatchObject({ 'k8s.volume.type': 'awsElasticBlockStore' });
    expect(kubelet.requests.slice(before).filter(({ status }) => status !== 200)).toEqual([]);
    expect(pod.log).not.toMatch(/forbidden|\terror\t/i);
  });

  it('refuses a kubelet whose certificate the CA of the cluster did not sign, unless it is told to take any', async () => {
    const careful = await startAgent(outputWith({}), { authorities: [] });
    await expect.poll(() => careful.log, SLOW).toMatch(/x509: /);
    expect(careful.sink.points).toEqual([]);
    const careless = await startAgent(outputWith({ insecureSkipVerify: true }), { authorities: [] });
    await expect.poll(() => careless.sink.points.length, SLOW).toBeGreaterThan(0);
    expect(careless.log).not.toMatch(/x509|\terror\t/);
  });
});
