import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, it } from 'vitest';

import { ROOT } from '../root';
import { goVersion } from './control-plane';
import { DataPlane } from './data-plane';
import { readOutput, type Output } from './outputs';

/** What a fault cost. "Lost" counts spans that the sender's receiver acknowledged over OTLP and Jaeger never had. */
interface Result {
  readonly fault: string;
  readonly sent: number;
  readonly acknowledged: number;
  readonly found: number;
  readonly lost: number;
  readonly udpSent?: number;
  readonly udpFound?: number;
}

const RATE = 100;
const results: Result[] = [];
const network = readOutput('main.ts', path.join(ROOT, 'dist'));
const onDisk = readOutput('examples/secret-link.ts', path.join(ROOT, 'test', 'golden', 'secret-link'));

/** Sends spans for some seconds while `fault` goes on beside, then waits for what is still on its way. */
async function suffer(
  output: Output,
  edge: string,
  fault: { readonly title: string; readonly seconds: number; readonly udp?: boolean; readonly happen: (plane: DataPlane) => Promise<void> },
): Promise<Result> {
  const plane = await DataPlane.start(output);
  try {
    const count = fault.seconds * RATE;
    const collector = plane.collector(edge);
    const [sent, udp] = await Promise.all([
      plane.send(collector, { protocol: 'otlp', service: 'otlp', count, rate: RATE }),
      fault.udp === true ? plane.send(collector, { protocol: 'thrift-compact', service: 'udp', count, rate: RATE }) : undefined,
      fault.happen(plane),
    ]);
    const found = await plane.found('otlp', sent.ids, 60);
    const udpFound = udp && (await plane.found('udp', udp.ids, 5));
    const arrived = [...sent.ids].filter((id) => found.has(id)).length;
    const result: Result = {
      fault: fault.title,
      sent: count,
      acknowledged: sent.ids.size,
      found: arrived,
      lost: sent.ids.size - arrived,
      ...(udp && { udpSent: udp.ids.size, udpFound: udpFound?.size ?? 0 }),
    };
    results.push(result);
    return result;
  } finally {
    await plane.stop();
  }
}

afterAll(() => {
  const folder = process.env['RESULTS'] === 'update' ? path.join(ROOT, 'docs') : path.join(ROOT, '.cache');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'results.md'), report(results));
});

describe('what a fault costs', () => {
  it('a link that is down for 60 s costs nothing that was acknowledged', async () => {
    const { lost, acknowledged } = await suffer(network, 'sidecar-for-my-app', {
      title: 'link down for 60 s',
      seconds: 70,
      happen: async (plane) => {
        await sleep(4_000);
        await plane.cut();
        await sleep(60_000);
        await plane.connect();
      },
    });
    expect({ lost, acknowledged }).toEqual({ lost: 0, acknowledged: 7_000 });
  });

  it('a hub collector that is killed costs at most what it held in memory', async () => {
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
    expect(acknowledged).toBe(2_000);
    expect(lost).toBeLessThan(2 * RATE);
  });

  it('an edge collector that is killed while the link is down costs its queue, and what UDP sends meanwhile', async () => {
    const { lost, acknowledged } = await suffer(network, 'sidecar-for-my-app', {
      title: 'link down for 8 s, edge collector killed meanwhile, back after 3 s',
      seconds: 20,
      udp: true,
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
    expect(acknowledged).toBeLessThan(2_000);
    expect(lost).toBeLessThan(6 * RATE);
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
    expect({ lost, acknowledged }).toEqual({ lost: 0, acknowledged: 2_000 });
  });
});

/** The results as a page of the documentation. */
function report(rows: readonly Result[]): string {
  const cells = rows.map(({ fault, sent, acknowledged, found, lost, udpSent, udpFound }) =>
    [fault, sent, acknowledged, found, lost, udpSent ?? '–', udpFound ?? '–'].join(' | '),
  );
  return `# Results

Written by \`npm run test:cluster -- --results\`; nothing here is typed by hand. Collector 0.158.0, Jaeger 1.62.0 (v2 binary),
built with ${goVersion()}; Node.js ${process.version}. Spans are sent at ${String(RATE)} a second over OTLP to the edge collector, and
where it says so as many over UDP beside them. "Lost" were acknowledged over OTLP and never reached Jaeger.

| fault | sent | acknowledged | found | lost | UDP sent | UDP found |
|---|---|---|---|---|---|---|
${cells.map((row) => `| ${row} |`).join('\n')}
`;
}
