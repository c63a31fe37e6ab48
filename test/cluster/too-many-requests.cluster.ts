import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, it } from 'vitest';

import {
  CollectorPipeline,
  EdgeSite,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  PublicSite,
  SiteLink,
  TelemetryNetwork,
} from '../../constructs';
import { BusyBackend } from './busy-backend';
import { DataPlane } from './data-plane';
import { sendLog } from './otlp-json';
import { readOutput, type Output } from './outputs';

type Protocol = 'grpc' | 'http';

const HOST = 'backend.observability.svc';
/** Longer than the 20 seconds for which a hub retries. */
const BUSY_SECONDS = 40;
const LINES = 30;

const folder = mkdtempSync(path.join(os.tmpdir(), 'too-many-requests-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An edge and a hub, with the protocol of the link and the protocol of the backend. */
function outputOf(link: Protocol, backend: Protocol): Output {
  const outdir = path.join(folder, `${link}-${backend}`);
  const network = new TelemetryNetwork({ outdir });
  const hub = new PublicSite(network, 'hub');
  const gateway = new CollectorPipeline(hub, 'gateway');
  const otlp = otlpReceiver();
  const exporter =
    backend === 'http'
      ? otlpHttpExporter({ endpoint: `http://${HOST}:4318` })
      : otlpGrpcExporter({ endpoint: `${HOST}:4317`, insecure: true });
  gateway.logs().receive(otlp).export(exporter);
  const ingest = hub.expose(gateway, otlp, { address: 'ingest' });
  const edge = new EdgeSite(network, 'edge', { links: [SiteLink.token(hub)] });
  const agent = new CollectorPipeline(edge, 'agent');
  agent
    .logs()
    .receive(otlpReceiver())
    .export(edge.exporterTo(ingest, { protocol: link }));
  network.synth();
  return readOutput(`${link} link, ${backend} backend`, outdir);
}

interface Outcome {
  readonly lost: number;
  readonly twice: number;
  /** Log records that the edge dropped, as it counts them. */
  readonly dropped: number;
}

/** Sends lines while a backend is busy, and counts what arrives within some seconds after that. */
async function suffer(link: Protocol, to: Protocol, waitSeconds: number): Promise<Outcome> {
  const backend = await BusyBackend.start();
  const known = new Map([
    [`${HOST}:4317`, `127.0.0.1:${String(backend.grpcPort)}`],
    [`${HOST}:4318`, `127.0.0.1:${String(backend.httpPort)}`],
  ]);
  const plane = await DataPlane.start(outputOf(link, to), { known });
  try {
    const agent = plane.collector('agent');
    const lines = Array.from({ length: LINES }, (_, i) => `line ${String(i)} of ${String(LINES)};`);
    backend.isBusy = true;
    const begin = Date.now();
    for (const line of lines) {
      await sendLog(agent.ports.get(4318), { 'service.name': 'till' }, line);
      await sleep(500);
    }
    await sleep(Math.max(0, begin + BUSY_SECONDS * 1000 - Date.now()));
    expect(backend.refused).toBeGreaterThan(0);
    backend.isBusy = false;
    const isThere = (): boolean => [...backend.arrivals(lines).values()].every((count) => count > 0);
    const end = Date.now() + waitSeconds * 1000;
    while (!isThere() && Date.now() < end) await sleep(500);
    const counts = [...backend.arrivals(lines).values()];
    const dropped = await plane.counter(agent, 'otelcol_exporter_send_failed_log_records');
    return { lost: counts.filter((count) => count === 0).length, twice: counts.filter((count) => count > 1).length, dropped };
  } finally {
    await plane.stop();
    await backend.stop();
  }
}

describe('a backend that has too many requests for longer than a hub retries', { tags: 'collector' }, () => {
  it.each(['http', 'grpc'] as const)('loses nothing with HTTP over the link and over %s to the backend', async (to) => {
    expect(await suffer('http', to, 90)).toMatchObject({ lost: 0, dropped: 0 });
  });

  it.each(['http', 'grpc'] as const)('loses log records with gRPC over the link and %s to the backend, and counts them', async (to) => {
    const { lost, dropped } = await suffer('grpc', to, 10);
    expect(lost).toBeGreaterThan(0);
    expect(dropped).toBe(lost);
  });
});
