import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { JaegerAllInOne } from './jaeger-all-in-one';
import { operatorObjects } from './jaeger-operator';
import { JaegerQuery, type FoundSpan } from './jaeger-query';
import { toLoopback, type Loopback, type LoopbackCollector } from './loopback';
import type { Output } from './outputs';
import { program } from './programs';
import { Relay } from './relay';
import { Service } from './service';
import { sendSpans, type SendOptions, type SentSpans } from './span-sender';

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
    /** Jaeger v1, where the output has that. */
    private readonly legacyJaeger: JaegerAllInOne | undefined,
    private readonly progress: (line: string) => void,
  ) {
    this.relays = loopback.relays.map(({ listen, target }) => new Relay(listen, target));
  }

  /** Starts everything: Jaeger first, then hubs, relays and edges. @param known programs that run already, by `SERVICE.NAMESPACE.svc:PORT` */
  public static async start(
    output: Output,
    {
      progress = () => undefined,
      known = new Map(),
    }: { readonly progress?: (line: string) => void; readonly known?: ReadonlyMap<string, string> } = {},
  ): Promise<DataPlane> {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'data-plane-'));
    const { jaeger, endpoints } = await startLegacyJaeger(output, folder);
    const plane = new DataPlane(folder, await toLoopback(output, folder, new Map([...endpoints, ...known])), jaeger, progress);
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
      ['--config', collector.configFile, ...collector.args],
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
  public send(collector: LoopbackCollector, options: SendOptions): Promise<SentSpans> {
    return sendSpans(collector.ports.get(options.protocol === 'otlp' ? 4317 : 6831), options);
  }

  /** Address of Jaeger's UI and query API. */
  public get jaegerUrl(): string {
    if (this.legacyJaeger !== undefined) return this.legacyJaeger.query.url;
    const jaeger = this.loopback.collectors.find((collector) => collector.program === 'jaeger');
    return `http://127.0.0.1:${String(jaeger?.ports.get(16_686))}`;
  }

  /** Waits until Jaeger has these spans of a service, for at most some seconds, and returns the ids that it has by then. */
  public found(service: string, wanted: ReadonlySet<string>, seconds?: number): Promise<ReadonlySet<string>> {
    return new JaegerQuery(this.jaegerUrl).found(service, wanted, seconds);
  }

  /** The spans of a service with their resource, by the query API of Jaeger. */
  public spansOf(service: string): Promise<readonly FoundSpan[]> {
    return new JaegerQuery(this.jaegerUrl).spansOf(service);
  }

  /** Names of what a collector says of itself. */
  public async metricsOf(collector: LoopbackCollector): Promise<ReadonlySet<string>> {
    return new Set((await this.seriesOf(collector)).map((line) => line.slice(0, line.indexOf('{'))));
  }

  /** What a collector says of itself: the sum of a metric over its labels, or over those series that have one in common. */
  public async counter(collector: LoopbackCollector, name: string, label = ''): Promise<number> {
    const series = (await this.seriesOf(collector)).filter((line) => line.startsWith(`${name}{`) && line.includes(label));
    return series.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
  }

  private async seriesOf(collector: LoopbackCollector): Promise<readonly string[]> {
    const response = await fetch(`http://127.0.0.1:${String(collector.ports.get(8888))}/metrics`);
    return (await response.text()).split('\n').filter((line) => line.includes('{'));
  }

  /** Bytes of the files that a collector keeps its queues in. */
  public diskUsed(collector: LoopbackCollector): number {
    const volumes = path.join(path.dirname(collector.configFile), 'volumes');
    const files = readdirSync(volumes, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.reduce((sum, file) => sum + statSync(path.join(file.parentPath, file.name)).size, 0);
  }

  /** Ends everything. */
  public async stop(): Promise<void> {
    await this.cut();
    await Promise.all([...this.services.values()].map((service) => service.stop()));
    await this.legacyJaeger?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Jaeger v1 from what the real operator makes of the resource, with where its Services lead. */
async function startLegacyJaeger(
  output: Output,
  folder: string,
): Promise<{ readonly jaeger: JaegerAllInOne | undefined; readonly endpoints: ReadonlyMap<string, string> }> {
  const [resource] = output.sites.flatMap(({ objects }) => objects.filter(({ kind }) => kind === 'Jaeger'));
  if (resource === undefined) return { jaeger: undefined, endpoints: new Map() };
  const made = operatorObjects(resource);
  const jaeger = await JaegerAllInOne.start(made, path.join(folder, resource.metadata.name));
  const services = made
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata: { name, namespace = '' } }) => `${name}.${namespace}.svc`);
  const endpoints = services.flatMap((host) =>
    [...jaeger.ports].map(([port, loopback]): [string, string] => [`${host}:${String(port)}`, `127.0.0.1:${String(loopback)}`]),
  );
  return { jaeger, endpoints: new Map(endpoints) };
}

function rank({ program: name, mode }: LoopbackCollector): number {
  return name === 'jaeger' ? 0 : mode === 'sidecar' ? 2 : 1;
}
