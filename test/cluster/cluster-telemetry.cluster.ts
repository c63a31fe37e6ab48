import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { clusterEvents, clusterMetrics, CollectorPipeline } from '../../constructs';
import { applyAccess, ClusterPod, requireMounts } from './cluster-pod';
import { ControlPlane } from './control-plane';
import { COUNTED, countedObjects, eventNamed, QUOTA_STATUS } from './counted-objects';
import { exampleFolder } from './examples';
import { outputOfEdge } from './linked-edge';
import { readOutput, type Output } from './outputs';

const SLOW = { timeout: 120_000, interval: 500 };

const example = readOutput('cluster-telemetry', exampleFolder('cluster-telemetry'));
const folder = mkdtempSync(path.join(os.tmpdir(), 'cluster-telemetry-'));
const pods: ClusterPod[] = [];
let plane: ControlPlane;

beforeAll(async () => {
  requireMounts();
  plane = await ControlPlane.start('cluster-telemetry');
  plane.mustKubectl(['apply', '--server-side', '--validate=strict', '-f', '-'], JSON.stringify(countedObjects()));
  plane.mustKubectl(['patch', ...QUOTA_STATUS]);
});
afterAll(async () => {
  for (const pod of pods) await pod.remove();
  await plane.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startPod(output: Output = example): Promise<ClusterPod> {
  const site = output.sites.find(({ name }) => name === 'shop-17') ?? expect.fail();
  applyAccess(plane, site);
  const own = path.join(folder, `pod-${pods.length}`);
  const pod = await ClusterPod.start({ output, site: site.name, collector: 'cluster', plane, folder: own });
  pods.push(pod);
  return pod;
}

/** The pod that holds a lease. */
function holderOf(lease: string): ClusterPod | undefined {
  const get = ['get', 'lease', lease, '-n', 'telemetry', '-o', 'jsonpath={.spec.holderIdentity}'];
  const holder = plane.kubectl(get).stdout;
  return pods.find(({ electionIds }) => electionIds.includes(holder));
}

interface EventRecord {
  readonly type: string;
  readonly object: { readonly metadata: { readonly name: string }; readonly note: string };
}

/** Events that arrived from these pods, as often as they did. */
function eventsOf(...from: readonly ClusterPod[]): readonly string[] {
  return from.flatMap(({ sink }) => sink.records.map(({ body }) => (body as EventRecord).object.metadata.name));
}

let made = 0;
function makeEvent(): string {
  const name = `event-${(made += 1)}`;
  plane.mustKubectl(['create', '-f', '-'], JSON.stringify(eventNamed(name)));
  return name;
}

/** Waits until a pod watches events: those from before are not read, so one after the other is made. */
async function watchesEvents(pod: ClusterPod): Promise<void> {
  await expect
    .poll(
      () => {
        makeEvent();
        return eventsOf(pod).length;
      },
      { ...SLOW, interval: 1000 },
    )
    .toBeGreaterThan(0);
}

/** Everything that was refused, and whatever else went wrong. */
function faultsOf({ log }: ClusterPod): readonly string[] {
  return log.split('\n').filter((line) => /forbidden|\terror\t|panic/i.test(line));
}

describe('pods of the collector of a cluster, on a real API server, with what their manifests let them', { tags: 'collector' }, () => {
  it('count every kind of object that is counted', async () => {
    const pod = await startPod();
    const missing = (): readonly string[] => {
      const { points } = pod.sink;
      const arrived = ({ metric, value }: (typeof COUNTED)[number]): boolean =>
        points.some((point) => point.metric === metric && point.value === value && point.resource['k8s.cluster.name'] === 'shop-17');
      return COUNTED.filter((counted) => !arrived(counted)).map(({ metric }) => metric);
    };
    await expect.poll(() => [...missing(), ...faultsOf(pod)], SLOW).toEqual([]);
  });

  it('elect one that reads: every event arrives once, as the API server has it, and metrics from one pod alone', async () => {
    const [first = expect.fail()] = pods;
    const second = await startPod();
    await watchesEvents(first);
    const [sale, last] = [makeEvent(), makeEvent()];
    const { length } = first.sink.points;
    await expect.poll(() => eventsOf(first), SLOW).toContain(last);
    await expect.poll(() => first.sink.points.length, SLOW).toBeGreaterThan(length);
    expect(eventsOf(first, second).filter((name) => name === sale)).toEqual([sale]);
    expect(new Set(eventsOf(first)).size).toBe(eventsOf(first).length);
    expect({ points: second.sink.points, records: second.sink.records }).toEqual({ points: [], records: [] });
    const record = first.sink.records.find(({ body }) => (body as EventRecord).object.metadata.name === sale);
    expect(record?.body).toMatchObject({ type: 'ADDED', object: { kind: 'Event', note: `the note of ${sale}`, reason: 'Paid' } });
    expect(record?.resource).toMatchObject({ 'k8s.cluster.name': 'shop-17', 'k8s.namespace.name': 'shop' });
    expect([holderOf('cluster-cluster-metrics'), holderOf('cluster-cluster-events')].map((pod) => pod === first)).toEqual([true, true]);
    expect(faultsOf(second)).toEqual([]);
  });

  it('go on with both when the one that reads is killed', async () => {
    const [first = expect.fail(), second = expect.fail()] = pods;
    const begin = Date.now();
    await first.kill();
    await watchesEvents(second);
    process.stderr.write(`cluster telemetry: events are read again ${Math.round((Date.now() - begin) / 1000)} s after a kill\n`);
    const later = makeEvent();
    await expect.poll(() => eventsOf(second), SLOW).toContain(later);
    await expect.poll(() => second.sink.points.length, SLOW).toBeGreaterThan(0);
    expect(eventsOf(first, second).filter((name) => name === later)).toEqual([later]);
    expect(new Set(eventsOf(first, second)).size).toBe(eventsOf(first, second).length);
    expect(faultsOf(second)).toEqual([]);
  });

  it('and when it is asked to stop, as by a rollout', async () => {
    const [, second = expect.fail()] = pods;
    const third = await startPod();
    const begin = Date.now();
    await second.stop();
    await watchesEvents(third);
    process.stderr.write(`cluster telemetry: events are read again ${Math.round((Date.now() - begin) / 1000)} s after a stop\n`);
    await expect.poll(() => third.sink.points.length, SLOW).toBeGreaterThan(0);
    expect(new Set(eventsOf(second, third)).size).toBe(eventsOf(second, third).length);
    expect([...faultsOf(second), ...faultsOf(third)]).toEqual([]);
  });

  it('see the namespaces that they are given, by roles there, and no other', async () => {
    await pods.at(-1)?.stop();
    plane.mustKubectl(['delete', 'clusterrole,clusterrolebinding', 'telemetry.cluster.collector']);
    const namespaces = ['shop'];
    const pod = await startPod(
      outputOfEdge((edge, toHub) => {
        const cluster = new CollectorPipeline(edge, 'cluster');
        cluster.metrics().receive(clusterMetrics({ namespaces })).export(toHub);
        cluster.logs().receive(clusterEvents({ namespaces })).export(toHub);
      }),
    );
    expect(plane.mustKubectl(['auth', 'can-i', '--list', '--as', 'system:serviceaccount:telemetry:cluster-account'])).not.toContain('pods');
    await watchesEvents(pod);
    await expect.poll(() => pod.sink.points.map(({ metric }) => metric), SLOW).toContain('k8s.deployment.desired');
    expect(new Set(pod.sink.points.map(({ resource }) => resource['k8s.namespace.name']))).toEqual(new Set(namespaces));
    expect(faultsOf(pod)).toEqual([]);
  });
});
