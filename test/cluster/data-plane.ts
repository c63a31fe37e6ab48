import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { toLoopback, type Loopback, type LoopbackCollector } from './loopback';
import type { Output } from './outputs';
import { program } from './programs';
import { Relay } from './relay';
import { Service } from './service';

/** What a sender was told: ids of spans that were acknowledged, or over UDP sent. */
export interface SentSpans {
  readonly ids: ReadonlySet<string>;
  readonly refused: string;
}

/** How spans are sent. */
export interface SendOptions {
  readonly protocol: 'otlp' | 'thrift-compact';
  readonly service: string;
  readonly count: number;
  /** Spans per second. */
  readonly rate?: number;
}

/**
 * The collectors of an output and Jaeger, as real processes on loopback. A plain TCP relay stands in the place of each Skupper
 * listener, link and connector.
 */
export class DataPlane {
  private readonly services = new Map<LoopbackCollector, Service>();
  private readonly relays: readonly Relay[];

  private constructor(
    private readonly folder: string,
    public readonly loopback: Loopback,
    private readonly progress: (line: string) => void,
  ) {
    this.relays = loopback.relays.map(({ listen, target }) => new Relay(listen, target));
  }

  /** Starts everything: Jaeger first, then hubs, relays and edges. */
  public static async start(output: Output, progress: (line: string) => void = () => undefined): Promise<DataPlane> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'data-plane-'));
    const plane = new DataPlane(folder, await toLoopback(output, folder), progress);
    try {
      for (const collector of [...plane.loopback.collectors].sort((a, b) => rank(a) - rank(b))) await plane.run(collector);
      await plane.connect();
      return plane;
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  /** A collector by its name. */
  public collector(name: string): LoopbackCollector {
    const found = this.loopback.collectors.find((collector) => collector.name === name);
    if (found === undefined) throw new Error(`the output has no collector ${name}`);
    return found;
  }

  /** Starts a collector, or starts it again. */
  public async run(collector: LoopbackCollector): Promise<void> {
    const service = Service.start(
      collector.name,
      program(collector.program),
      ['--config', collector.configFile],
      `${collector.configFile}.log`,
      collector.env,
    );
    this.services.set(collector, service);
    const [health] = [...collector.ports].filter(([port]) => port === 13_133).map(([, loopback]) => loopback);
    await service.listens(health ?? 0);
    const shown = [...collector.ports].map(([port, loopback]) => `${String(port)} → ${String(loopback)}`).join(', ');
    this.progress(`${collector.site}: ${collector.program} for ${collector.name}, ports ${shown}`);
  }

  /** Ends a collector without asking. */
  public async kill(collector: LoopbackCollector): Promise<void> {
    await this.services.get(collector)?.kill();
  }

  /** Asks a collector to stop. */
  public async stopCollector(collector: LoopbackCollector): Promise<void> {
    await this.services.get(collector)?.stop();
  }

  /** Opens the relays. */
  public async connect(): Promise<void> {
    for (const relay of this.relays) await relay.open();
    for (const { name, listen, target } of this.loopback.relays) this.progress(`relay for ${name}: ${String(listen)} → ${String(target)}`);
  }

  /** Cuts the relays. */
  public async cut(): Promise<void> {
    for (const relay of this.relays) await relay.cut();
  }

  /** Sends spans to a collector as an application does, and waits until all are sent. */
  public async send(collector: LoopbackCollector, options: SendOptions): Promise<SentSpans> {
    const port = collector.ports.get(options.protocol === 'otlp' ? 4317 : 6831);
    const args = ['-protocol', options.protocol, '-endpoint', `127.0.0.1:${String(port)}`, '-service', options.service];
    const child = spawn(program('spans'), [...args, '-count', String(options.count), '-rate', String(options.rate ?? 200)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.on('data', (data: Buffer) => out.push(data.toString()));
    child.stderr.on('data', (data: Buffer) => err.push(data.toString()));
    await new Promise<void>((resolve, reject) => {
      child.once('close', () => {
        resolve();
      });
      child.once('error', reject);
    });
    return {
      ids: new Set(
        out
          .join('')
          .split('\n')
          .filter((id) => id !== ''),
      ),
      refused: err.join(''),
    };
  }

  /** Address of Jaeger's UI and query API. */
  public get jaegerUrl(): string {
    const jaeger = this.loopback.collectors.find((collector) => collector.program === 'jaeger');
    return `http://127.0.0.1:${String(jaeger?.ports.get(16_686))}`;
  }

  /** Waits until Jaeger has these spans of a service, for at most some seconds, and returns the ids that it has by then. */
  public async found(service: string, wanted: ReadonlySet<string>, seconds = 30): Promise<ReadonlySet<string>> {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const ids = await this.query(service);
      if ([...wanted].every((id) => ids.has(id)) || Date.now() > end) return ids;
      await sleep(500);
    }
  }

  /** The spans of a service with their resource, by the query API of Jaeger. */
  public async spansOf(service: string): Promise<readonly FoundSpan[]> {
    const now = Date.now() * 1000;
    const query = `service=${service}&limit=5000&start=${String(now - 3_600_000_000)}&end=${String(now)}`;
    const response = await fetch(`${this.jaegerUrl}/api/traces?${query}`);
    if (!response.ok) return [];
    const { data } = (await response.json()) as { data: readonly FoundTrace[] | null };
    return (data ?? []).flatMap((trace) =>
      trace.spans.map(({ traceID, spanID, processID }) => {
        const tags = trace.processes[processID]?.tags ?? [];
        return { traceId: traceID, id: spanID, resource: Object.fromEntries(tags.map(({ key, value }) => [key, value])) };
      }),
    );
  }

  /** Ends everything. */
  public async stop(): Promise<void> {
    await this.cut();
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async query(service: string): Promise<ReadonlySet<string>> {
    try {
      return new Set((await this.spansOf(service)).map(({ id }) => id));
    } catch {
      // Jaeger is not up just now.
      return new Set();
    }
  }
}

/** One span as Jaeger has it. */
export interface FoundSpan {
  readonly traceId: string;
  readonly id: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

interface FoundTrace {
  readonly spans: readonly { readonly traceID: string; readonly spanID: string; readonly processID: string }[];
  readonly processes: Readonly<
    Record<string, { readonly tags?: readonly { readonly key: string; readonly value: unknown }[] } | undefined>
  >;
}

function rank({ program: name, mode }: LoopbackCollector): number {
  return name === 'jaeger' ? 0 : mode === 'sidecar' ? 2 : 1;
}
