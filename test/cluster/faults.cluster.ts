import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, it } from 'vitest';

import { ROOT } from '../root';
import { goVersion } from './control-plane';
import { DataPlane } from './data-plane';
import { exampleFolder } from './examples';
import { readOutput, withQueuesOf, type Output } from './outputs';

/** What a fault cost. "Lost" counts spans that the sender's receiver acknowledged over OTLP and Jaeger never had. */
interface Result {
  readonly fault: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly found: number;
  readonly lost: number;
  readonly udpSent?: number;
  /** What the receiver took, as its collector counts it. */
  readonly udpTaken?: number;
  readonly udpFound?: number;
  /** What the edge collector says it could not keep. */
  readonly enqueueFailed: number;
  /** Most bytes on disk that queues of the site took. */
  readonly disk: number;
}

interface Fault {
  readonly title: string;
  readonly seconds: number;
  readonly udp?: boolean;
  readonly happen: (plane: DataPlane) => Promise<void>;
}

const RATE = 1_000;
const MIB = 2 ** 20;
const results: Result[] = [];
const network = readOutput('main.ts', path.join(ROOT, 'dist'));
const onDisk = readOutput('examples/secret-link.ts', exampleFolder('secret-link'));
const buffered = readOutput('examples/edge-gateway.ts', exampleFolder('edge-gateway'));

/** Sends spans for some seconds while `fault` goes on beside, then waits for what is still on its way. */
async function suffer(output: Output, edge: string, fault: Fault): Promise<Result> {
  const plane = await DataPlane.start(output);
  try {
    const count = fault.seconds * RATE;
    const collector = plane.collector(edge);
    const keepers = plane.loopback.collectors.filter(({ site, program }) => site === collector.site && program === 'otelcol');
    const disk = mostOf(() => keepers.reduce((sum, keeper) => sum + plane.diskUsed(keeper), 0));
    const [sent, udp] = await Promise.all([
      plane.send(collector, { protocol: 'otlp', service: 'otlp', count, rate: RATE }),
      fault.udp === true ? plane.send(collector, { protocol: 'thrift-compact', service: 'udp', count, rate: RATE }) : undefined,
      fault.happen(plane),
    ]);
    const found = await plane.found('otlp', sent.ids, 90);
    const udpFound = udp && (await plane.found('udp', udp.ids, 30));
    const arrived = [...sent.ids].filter((id) => found.has(id)).length;
    const result: Result = {
      fault: fault.title,
      sent: count,
      acknowledged: sent.ids.size,
      found: arrived,
      lost: sent.ids.size - arrived,
      ...(udp && {
        udpSent: udp.ids.size,
        udpTaken: await plane.counter(collector, 'otelcol_receiver_accepted_spans', 'receiver="jaeger"'),
        udpFound: udpFound?.size ?? 0,
      }),
      enqueueFailed: await plane.counter(collector, 'otelcol_exporter_enqueue_failed_spans'),
      disk: disk(),
    };
    results.push(result);
    return result;
  } finally {
    await plane.stop();
  }
}

/** Measures every second. @returns what tells the most, and ends measuring */
function mostOf(measure: () => number): () => number {
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, measure())), 1_000);
  return () => {
    clearInterval(timer);
    return Math.max(most, measure());
  };
}

afterAll(() => {
  const folder = process.env['RESULTS'] === 'update' ? path.join(ROOT, 'docs') : path.join(ROOT, '.cache');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'results.md'), report(results));
});

describe('what a fault costs', () => {
  it('a link that is down for 60 s costs nothing that was received', async () => {
    const result = await suffer(network, 'sidecar-for-my-app', {
      title: 'link down for 60 s',
      seconds: 70,
      udp: true,
      happen: async (plane) => {
        await sleep(4_000);
        await plane.cut();
        await sleep(60_000);
        await plane.connect();
      },
    });
    expect(result).toMatchObject({ lost: 0, acknowledged: 70 * RATE, udpFound: result.udpTaken, enqueueFailed: 0 });
    expect(result.disk).toBeLessThan(256 * MIB);
  });

  it('a hub collector that is killed costs nothing', async () => {
    const { lost, acknowledged } = await suffer(network, 'sidecar-for-my-app', {
      title: 'hub collector killed, back after 3 s',
      seconds: 20,
      happen: async (plane) => {
        await sleep(5_000);
        const hub = plane.collector('otel-collector-app');
        await plane.kill(hub);
        await sleep(3_000);
        await plane.run(hub);
      },
    });
    expect({ lost, acknowledged }).toEqual({ lost: 0, acknowledged: 20 * RATE });
  });

  it('an edge collector that is killed while the link is down costs what is sent while it is away', async () => {
    const { lost, acknowledged } = await suffer(network, 'sidecar-for-my-app', {
      title: 'link down for 8 s, edge collector killed meanwhile, back after 3 s',
      seconds: 20,
      happen: async (plane) => {
        await sleep(3_000);
        await plane.cut();
        await sleep(4_000);
        const edge = plane.collector('sidecar-for-my-app');
        await plane.kill(edge);
        await sleep(3_000);
        await plane.run(edge);
        await sleep(1_000);
        await plane.connect();
      },
    });
    expect(lost).toBe(0);
    // It was answered by nobody for three seconds and the start.
    expect(acknowledged).toBeGreaterThan(12 * RATE);
    expect(acknowledged).toBeLessThan(18 * RATE);
  });

  it('a buffer and a sidecar that are killed while the link is down cost what is sent while they are away', async () => {
    const { lost, acknowledged } = await suffer(buffered, 'till', {
      title: 'with `buffer`: link down for 14 s, buffer killed for 3 s, then sidecar killed for 3 s',
      seconds: 25,
      happen: async (plane) => {
        await sleep(3_000);
        await plane.cut();
        for (const name of ['ingest-buffer', 'till']) {
          await sleep(3_000);
          const collector = plane.collector(name);
          await plane.kill(collector);
          await sleep(3_000);
          await plane.run(collector);
        }
        await sleep(1_000);
        await plane.connect();
      },
    });
    expect(lost).toBe(0);
    expect(acknowledged).toBeGreaterThan(17 * RATE);
  });

  it('a Jaeger on a volume that is restarted costs nothing', { tags: 'jaeger-all-in-one' }, async () => {
    const { lost, acknowledged } = await suffer(onDisk, 'collector', {
      title: 'Jaeger (Badger) restarted, back after 3 s',
      seconds: 20,
      happen: async (plane) => {
        await sleep(5_000);
        const jaeger = plane.collector('jaeger');
        await plane.stopCollector(jaeger);
        await sleep(3_000);
        await plane.run(jaeger);
      },
    });
    expect({ lost, acknowledged }).toEqual({ lost: 0, acknowledged: 20 * RATE });
  });

  it('a queue that is too small refuses what it cannot hold, and counts it', async () => {
    const result = await suffer(withQueuesOf(network, 2 * MIB), 'sidecar-for-my-app', {
      title: 'link down for 30 s, and queues of 2 MiB',
      seconds: 40,
      udp: true,
      happen: async (plane) => {
        await sleep(3_000);
        await plane.cut();
        await sleep(30_000);
        await plane.connect();
      },
    });
    const { lost, sent, acknowledged, udpSent = 0, udpFound = 0, enqueueFailed, disk } = result;
    expect(lost).toBe(0);
    expect(enqueueFailed).toBeGreaterThan(5 * RATE);
    expect(enqueueFailed).toBe(sent - acknowledged + (udpSent - udpFound));
    expect(disk).toBeLessThan((3 * 2 + 64) * MIB);
  });
});

/** The results as a page of the documentation. */
function report(rows: readonly Result[]): string {
  const cells = rows.map(({ fault, sent, acknowledged, found, lost, udpSent, udpTaken, udpFound, enqueueFailed, disk }) => {
    const size = `${(disk / MIB).toFixed(0)} MiB`;
    return [fault, sent, acknowledged, found, lost, udpSent ?? '–', udpTaken ?? '–', udpFound ?? '–', enqueueFailed, size].join(' | ');
  });
  return `# Results

Written by \`npm run test:cluster -- --results\`; nothing here is typed by hand. Collector 0.158.0, Jaeger 1.62.0 (v2 binary),
built with ${goVersion()}; Node.js ${process.version}. Spans are sent at ${String(RATE)} a second over OTLP to the edge collector, and
where it says so as many over UDP beside them. "Lost" were acknowledged over OTLP and never reached Jaeger. "UDP taken" and "enqueue
failed" are what the edge collector says by its own metrics, since it was started last; "disk" is the most that queues of the edge took.

| fault | sent | acknowledged | found | lost | UDP sent | UDP taken | UDP found | enqueue failed | disk |
|---|---|---|---|---|---|---|---|---|---|
${cells.map((row) => `| ${row} |`).join('\n')}
`;
}
