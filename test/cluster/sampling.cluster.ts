import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { exampleFolder } from './examples';
import { JaegerQuery } from './jaeger-query';
import { toLoopback, type LoopbackCollector } from './loopback';
import { sendGauge, sendLog, sendSpan, type SentSpan } from './otlp-json';
import { readOutput } from './outputs';
import { anotherPod, balanceOver } from './pods';
import { program } from './programs';
import { Relay } from './relay';
import { bodyOf, RemoteWriteReceiver } from './remote-write';
import { freePort, Service } from './service';

const SPANS_OF_A_TRACE = 6;
const TRACES = 90;

describe('examples/all-signals.ts as processes, two of the gateway and two of its sampler', { tags: 'collector' }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'all-signals-'));
  const services: Service[] = [];
  const relays: Relay[] = [];
  const logs: { readonly headers: http.IncomingHttpHeaders; readonly body: string }[] = [];
  let mimir: RemoteWriteReceiver;
  let loki: http.Server;
  /** How often it still says that there are too many requests. */
  let busyTimes = 0;
  let gateways: readonly LoopbackCollector[];
  let samplers: readonly LoopbackCollector[];
  let agents: readonly LoopbackCollector[];
  let jaeger: JaegerQuery;

  beforeAll(async () => {
    const [metricsPort, logsPort] = [await freePort(), await freePort()];
    mimir = await RemoteWriteReceiver.start(metricsPort);
    loki = http.createServer((request, response) => {
      void bodyOf(request).then((body) => {
        if (busyTimes > 0) {
          busyTimes -= 1;
          response.writeHead(429).end();
          return;
        }
        logs.push({ headers: request.headers, body: gunzipSync(body).toString('latin1') });
        response.end();
      });
    });
    await new Promise<void>((resolve) => loki.listen(logsPort, '127.0.0.1', resolve));
    const known = new Map([
      ['https://mimir.example.com/api/v1/push', `http://127.0.0.1:${String(metricsPort)}/api/v1/push`],
      ['https://loki.example.com/otlp', `http://127.0.0.1:${String(logsPort)}/otlp`],
    ]);
    const output = readOutput('all-signals', exampleFolder('all-signals'));
    const loopback = await toLoopback(output, folder, known);
    const of = (name: string): readonly LoopbackCollector[] => loopback.collectors.filter((collector) => collector.name === name);
    const [sampler = expect.fail(), gateway = expect.fail()] = [...of('gateway-sampler'), ...of('gateway')];
    samplers = [sampler, await anotherPod(sampler, 'gateway-sampler-1')];
    balanceOver(gateway, samplers);
    gateways = [gateway, await anotherPod(gateway, 'gateway-1')];
    agents = of('agent');
    for (const collector of [...of('jaeger'), ...samplers, ...gateways, ...agents]) await start(collector);
    for (const { listen, target } of loopback.relays) {
      const relay = new Relay(listen, target);
      relays.push(relay);
      await relay.open();
    }
    jaeger = new JaegerQuery(`http://127.0.0.1:${String(of('jaeger')[0]?.ports.get(16_686))}`);
  });
  afterAll(async () => {
    for (const relay of relays) await relay.cut();
    await Promise.all(services.map((service) => service.stop()));
    await mimir.stop();
    loki.closeAllConnections();
    await new Promise((resolve) => loki.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps whole traces whose spans come by different gateways, and nothing of others; spans are counted before that', async () => {
    const traces = Array.from({ length: TRACES }, (_, i) => made(i % 3 === 0 ? 'failed' : i % 3 === 1 ? 'probe' : 'other'));
    // One span of each trace after the other, and each span by the other gateway than that before.
    for (let span = 0; span < SPANS_OF_A_TRACE; span++) {
      await Promise.all(
        traces.map(({ spans }, i) =>
          sendSpan(gateways[(i + span) % 2]?.ports.get(4318), { 'service.name': 'shop' }, spans.slice(span, span + 1)),
        ),
      );
    }
    const idsOf = (kind: string): Set<string> =>
      new Set(traces.filter((trace) => trace.kind === kind).flatMap(({ spans }) => spans.map(({ spanId }) => spanId)));
    await jaeger.found('shop', idsOf('failed'), 60);
    await sleep(2000);
    const found = await jaeger.spansOf('shop');
    const kept = new Map<string, number>();
    for (const { traceId } of found) kept.set(traceId, (kept.get(traceId) ?? 0) + 1);
    const keptOf = (kind: string): number => traces.filter((trace) => trace.kind === kind && kept.has(trace.traceId)).length;
    expect([...kept.values()].filter((spans) => spans !== SPANS_OF_A_TRACE)).toEqual([]);
    expect({ failed: keptOf('failed'), probe: keptOf('probe') }).toEqual({ failed: TRACES / 3, probe: 0 });
    expect(keptOf('other')).toBeLessThan(TRACES / 6);
    const taken = await Promise.all(samplers.map((sampler) => ownMetric(sampler, 'otelcol_receiver_accepted_spans')));
    expect(taken.reduce((a, b) => a + b)).toBe(TRACES * SPANS_OF_A_TRACE);
    expect(Math.min(...taken)).toBeGreaterThan(0);

    const all = TRACES * SPANS_OF_A_TRACE;
    for (const name of ['traces_span_metrics_calls_total', 'traces_span_metrics_duration_seconds_count']) {
      await until(`${name} is ${String(all)}`, () => sumOf(name) === all, 60);
      const counted = ['gateway', 'gateway-1'].map((pod) =>
        latest(mimir.series(name).filter(({ labels }) => labels['collector_instance_id'] === pod)),
      );
      expect(counted).toEqual([all / 2, all / 2]);
    }
    expect([...mimir.families]).toContain('traces_span_metrics_calls_total');
  });

  it('carries metrics and logs of edges to their backends, told apart by the cluster', async () => {
    const resource = { 'service.name': 'till', 'service.instance.id': 'till-1' };
    const time = Date.now();
    for (const [i, agent] of agents.entries()) {
      await sendGauge(agent.ports.get(4318), resource, 'queue.length', i + 1, time);
      await sendLog(agent.ports.get(4318), resource, `sold by ${agent.site}`);
    }
    await until('both series are written', () => mimir.series('queue_length').length === 2);
    const written = mimir.series('queue_length').map(({ labels, samples }) => ({ ...labels, samples }));
    const gauge = (cluster: string, value: number): object => ({
      __name__: 'queue_length',
      job: 'till',
      instance: 'till-1',
      k8s_cluster_name: cluster,
      samples: [{ value, time }],
    });
    expect(written.sort((a, b) => (a.samples[0]?.value ?? 0) - (b.samples[0]?.value ?? 0))).toEqual([
      gauge('shop-17', 1),
      gauge('shop-18', 2),
    ]);
    expect(mimir.headers['x-scope-orgid']).toBe('stand-in');
    for (const site of ['shop-17', 'shop-18']) {
      await until(`the log of ${site} is there`, () => logs.some(({ body }) => body.includes(`sold by ${site}`)));
    }
    expect(logs[0]?.headers).toMatchObject({ authorization: 'Bearer stand-in', 'x-scope-orgid': 'stand-in', 'content-encoding': 'gzip' });
  });

  it('loses no sample and keeps their order while remote write is away for longer than its five seconds', async () => {
    const [agent = expect.fail()] = agents;
    const times = await writeFor(1, agent, 'away');
    mimir.isAway = true;
    times.push(...(await writeFor(15, agent, 'away')));
    mimir.isAway = false;
    await until('all samples are written', () => mimir.series('away')[0]?.samples.length === times.length, 90);
    expect(mimir.series('away').map(({ samples }) => samples.map(({ time }) => time))).toEqual([times]);
    // Senders that pause for some seconds, and not one that tries again at once.
    expect(mimir.refused).toBeGreaterThan(1);
    expect(mimir.refused).toBeLessThan(30);
  });

  it('loses no sample and keeps their order while remote write is away and gateways are killed', async () => {
    const [agent = expect.fail()] = agents;
    mimir.isAway = true;
    const times = await writeFor(8, agent, 'killed');
    for (const gateway of gateways) {
      await services.find(({ name, isRunning }) => name === gateway.name && isRunning)?.kill();
      await start(gateway);
    }
    times.push(...(await writeFor(8, agent, 'killed')));
    mimir.isAway = false;
    await until('all samples are written', () => mimir.series('killed')[0]?.samples.length === times.length, 90);
    expect(mimir.series('killed').map(({ samples }) => samples.map(({ time }) => time))).toEqual([times]);
  });

  it('loses no sample while remote write does not answer for longer than its sender waits', async () => {
    const [agent = expect.fail()] = agents;
    mimir.isStuck = true;
    const times = await writeFor(40, agent, 'stuck');
    mimir.isStuck = false;
    await until('all samples are written', () => mimir.series('stuck')[0]?.samples.length === times.length, 90);
    expect(mimir.series('stuck').map(({ samples }) => samples.map(({ time }) => time))).toEqual([times]);
  });

  it('loses no log record that a backend has no time for', async () => {
    const [agent = expect.fail()] = agents;
    busyTimes = 4;
    for (let i = 0; i < 3; i++) await sendLog(agent.ports.get(4318), { 'service.name': 'till' }, `busy ${String(i)}`);
    await until('all are there', () => [0, 1, 2].every((i) => logs.some(({ body }) => body.includes(`busy ${String(i)}`))), 120);
    expect(busyTimes).toBe(0);
  });

  it('decides on the spans that a sampler has when it is asked to stop', async () => {
    const { spans } = made('failed');
    const late = spans.slice(-2);
    await sendSpan(gateways[0]?.ports.get(4318), { 'service.name': 'late' }, late);
    await sleep(2000);
    expect(await jaeger.spansOf('late')).toEqual([]);
    await Promise.all(services.filter(({ name }) => name.startsWith('gateway-sampler')).map((service) => service.stop()));
    const wanted = new Set(late.map(({ spanId }) => spanId));
    expect(await jaeger.found('late', wanted, 30)).toEqual(wanted);
  });

  async function start(collector: LoopbackCollector): Promise<void> {
    const env = { ...collector.env, OTELCOL_POD_UID: collector.name };
    const args = ['--config', collector.configFile, ...collector.args];
    const service = Service.start(collector.name, program(collector.program), args, `${collector.configFile}.log`, env);
    services.push(service);
    await service.listens(collector.ports.get(13_133) ?? 0);
  }

  function sumOf(name: string): number {
    return latest(mimir.series(name));
  }

  function latest(series: ReturnType<RemoteWriteReceiver['series']>): number {
    return series.reduce((sum, { samples }) => sum + (samples.at(-1)?.value ?? 0), 0);
  }
});

interface SentTrace {
  readonly kind: string;
  readonly traceId: string;
  readonly spans: readonly SentSpan[];
}

/** A trace that fails in its last span, if it does. A probe fails too, and is dropped all the same. */
function made(kind: 'failed' | 'probe' | 'other'): SentTrace {
  const traceId = randomBytes(16).toString('hex');
  const start = Date.now();
  const spans = Array.from({ length: SPANS_OF_A_TRACE }, (_, i): SentSpan => ({
    traceId,
    spanId: randomBytes(8).toString('hex'),
    start,
    failed: kind !== 'other' && i === SPANS_OF_A_TRACE - 1,
    ...(kind === 'probe' && i === 0 && { attributes: { 'url.path': '/healthz' } }),
  }));
  return { kind, traceId, spans };
}

/** Sends a sample of a series every second. @returns their times */
async function writeFor(seconds: number, collector: LoopbackCollector, name: string): Promise<number[]> {
  const times: number[] = [];
  const begin = Date.now();
  while (Date.now() - begin < seconds * 1000) {
    times.push(Date.now());
    await sendGauge(collector.ports.get(4318), { 'service.name': 'till' }, name, times.length, times.at(-1) ?? 0);
    await sleep(1000);
  }
  return times;
}

/** A counter of a collector's own metrics, added up. */
async function ownMetric(collector: LoopbackCollector, name: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${String(collector.ports.get(8888))}/metrics`);
  const lines = (await response.text()).split('\n').filter((line) => line.startsWith(name));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function until(what: string, condition: () => boolean, seconds = 30): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`${what}: not within ${String(seconds)} s`);
    await sleep(200);
  }
}
