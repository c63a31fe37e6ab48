import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { CollectorMode, CollectorPipeline, EdgeSite, otlpHttpExporter, podLogs, type PodLogsOptions } from '../../constructs';
import { at, network, specOf } from '../helpers';
import { LogBackend } from './log-backend';
import { ContainerLog } from './node-logs';
import { program } from './programs';
import { freePort, Service } from './service';
import { argumentsOf } from './stand-ins';

/** A node with one pod of a collector at a time, by whose presets the pods of that node are read. */
class Node {
  public readonly pods: string;
  private constructor(
    private readonly folder: string,
    private readonly args: readonly string[],
    private readonly port: number,
  ) {
    this.pods = path.join(folder, 'pods');
    mkdirSync(this.pods);
  }

  /** The collector has its folders below another, ports of its own, and a backend on this machine. All else is as it is synthesized. */
  public static async of(folder: string, backend: LogBackend, options: PodLogsOptions = {}): Promise<Node> {
    const edge = new EdgeSite(network(), 'edge', { podSecurity: 'privileged' });
    const collector = new CollectorPipeline(edge, 'node', { mode: CollectorMode.daemonset() });
    const logs = podLogs(options);
    const endpoint = 'http://logs.telemetry.svc:4318';
    collector
      .logs()
      .receive(logs)
      .export(otlpHttpExporter({ endpoint, encoding: 'json', compression: 'none', sendingQueue: { storage: logs.storage } }));
    const spec = specOf(collector);
    const [health, own] = [await freePort(), await freePort()];
    const config = JSON.stringify(at(spec, 'config'))
      .replaceAll('/var/log/pods', path.join(folder, 'pods'))
      .replaceAll('/var/lib/otelcol', path.join(folder, 'storage'))
      .replaceAll(endpoint, backend.endpoint)
      .replace('0.0.0.0:13133', `127.0.0.1:${String(health)}`)
      .replace('"host":"0.0.0.0","port":8888', `"host":"127.0.0.1","port":${String(own)}`);
    const file = path.join(folder, 'config.json');
    writeFileSync(file, config);
    return new Node(folder, ['--config', file, ...argumentsOf(spec as Readonly<Record<string, unknown>>)], health);
  }

  /** The next pod of the collector. */
  public async startPod(): Promise<Service> {
    const service = Service.start('node', program('otelcol'), this.args, path.join(this.folder, 'node.log'));
    return service.listens(this.port);
  }

  public log(namespace: string, name: string, container = 'app'): ContainerLog {
    return new ContainerLog(this.pods, { namespace, name, container });
  }
}

let folder: string;
let backend: LogBackend;
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'pod-logs-'));
  backend = await LogBackend.start();
});
afterEach(async () => {
  await backend.stop();
  rmSync(folder, { recursive: true, force: true });
});

const bodies = (): readonly string[] => backend.arrived.map(({ body }) => body);

describe('the logs of the pods on a node', { tags: 'collector' }, () => {
  it('arrive, every line at least once, while the collector is killed again and again, its backend is away, and files are put aside', async () => {
    const node = await Node.of(folder, backend);
    const logs = [node.log('shop', 'web-1'), node.log('shop', 'till-0')];
    let count = 0;
    const writing = setInterval(() => {
      for (const log of logs) {
        count += 1;
        // Every tenth is longer than what a runtime writes at once.
        log.write(`line ${String(count)}${count % 10 === 0 ? ' and more of it'.repeat(6) : ''}`);
      }
    }, 3);
    try {
      for (let i = 0; i < 12; i += 1) {
        const pod = await node.startPod();
        backend.refuses = i % 3 === 1;
        await sleep(450 + 67 * i);
        await pod.kill();
        if (i % 4 === 2) for (const log of logs) log.rotate();
        await sleep(100);
      }
    } finally {
      clearInterval(writing);
    }
    backend.refuses = false;
    const written = logs.flatMap((log) => log.written);
    const pod = await node.startPod();
    const missing = (): readonly string[] => {
      const seen = new Set(bodies());
      return written.filter((line) => !seen.has(line));
    };
    try {
      await pod.until('every line arrived', () => missing().length === 0, 90).catch(() => undefined);
    } finally {
      await pod.stop();
    }
    expect(written.length).toBeGreaterThan(1000);
    expect(missing()).toEqual([]);
    process.stderr.write(`pod logs: ${String(written.length)} lines written, ${String(bodies().length)} arrived\n`);
  });

  it('say where they are from, and leave out those of the collector itself and of whom the program excludes', async () => {
    const node = await Node.of(folder, backend, { exclude: [{ namespace: 'kube-*' }, { container: 'noisy' }] });
    node.log('shop', 'web-1').write('wanted');
    node.log('telemetry', 'node-collector-x7k2p', 'otc-container').write('its own');
    node.log('telemetry', 'node-collector-old42', 'otc-container').write('of the pod before');
    node.log('kube-system', 'coredns-1').write('excluded by namespace');
    node.log('shop', 'web-2', 'noisy').write('excluded by container');
    node.log('shop', 'node-collector-x7k2p').write('wanted, since it is in another namespace');
    const pod = await node.startPod();
    try {
      await pod.until('both arrived', () => backend.arrived.length >= 2);
      await sleep(1000);
    } finally {
      await pod.stop();
    }
    expect([...bodies()].sort()).toEqual(['wanted', 'wanted, since it is in another namespace']);
    expect(backend.arrived.find(({ body }) => body === 'wanted')?.resource).toMatchObject({
      'k8s.namespace.name': 'shop',
      'k8s.pod.name': 'web-1',
      'k8s.container.name': 'app',
      'k8s.cluster.name': 'edge',
    });
    expect(readFileSync(path.join(folder, 'node.log'), 'utf8')).not.toMatch(/\terror\t/);
  });

  it('are not read twice by the pod that takes the place of one that was asked to stop', async () => {
    const node = await Node.of(folder, backend);
    const log = node.log('shop', 'web-1');
    for (const text of ['before', 'between', 'after']) {
      log.write(text);
      const pod = await node.startPod();
      try {
        await pod.until('it arrived', () => bodies().includes(text));
      } finally {
        await pod.stop();
      }
    }
    expect(bodies()).toEqual(['before', 'between', 'after']);
  });
});
