import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import type { OperatorObject } from './jaeger-operator';
import { JaegerQuery } from './jaeger-query';
import { program } from './programs';
import { freePort, Service } from './service';

/** The flag for each address that the program listens on, by the port of the container. */
const LISTENERS: ReadonlyMap<number, string> = new Map([
  [4317, 'collector.otlp.grpc.host-port'],
  [4318, 'collector.otlp.http.host-port'],
  [5775, 'processor.zipkin-compact.server-host-port'],
  [5778, 'http-server.host-port'],
  [6831, 'processor.jaeger-compact.server-host-port'],
  [6832, 'processor.jaeger-binary.server-host-port'],
  [9411, 'collector.zipkin.host-port'],
  [14_250, 'collector.grpc-server.host-port'],
  [14_268, 'collector.http-server.host-port'],
  [14_269, 'admin.http.host-port'],
  [16_685, 'query.grpc-server.host-port'],
  [16_686, 'query.http-server.host-port'],
]);

/** What a process needs of the pod that the operator makes. */
interface AllInOnePod {
  readonly containers: readonly {
    readonly args?: readonly string[];
    readonly env?: readonly { readonly name: string; readonly value?: string }[];
    readonly ports: readonly { readonly containerPort: number }[];
    readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
    readonly readinessProbe: { readonly httpGet: { readonly path: string; readonly port: number } };
  }[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly configMap?: { readonly name: string; readonly items: readonly { readonly key: string; readonly path: string }[] };
  }[];
}

/**
 * Jaeger v1 as a process on loopback, from the Deployment and the ConfigMaps that the operator makes of a Jaeger resource: the
 * container's arguments and environment as they stand, but for folders on volumes, which are below a folder of this machine, and
 * ports, which are free ones. It keeps no spans of itself.
 */
export class JaegerAllInOne {
  private constructor(
    private readonly service: Service,
    /** Port on loopback by port of the container. */
    public readonly ports: ReadonlyMap<number, number>,
  ) {}

  /** Starts the program and waits until the readiness probe of its container would succeed. What it keeps on volumes outlives it. */
  public static async start(objects: readonly OperatorObject[], folder: string): Promise<JaegerAllInOne> {
    const pod = podOf(objects);
    const [container, ...others] = pod.containers;
    if (container === undefined || others.length > 0) throw new Error('the pod of Jaeger has other containers beside its own');
    const volumes = path.join(folder, 'volumes');
    const mounts = container.volumeMounts ?? [];
    for (const { name, mountPath } of mounts) fill(path.join(volumes, mountPath), name, pod, objects);
    const own = (arg: string): string => {
      const equals = arg.indexOf('=') + 1;
      const [flag, value] = [arg.slice(0, equals), arg.slice(equals)];
      return mounts.some(({ mountPath }) => value.startsWith(`${mountPath}/`)) ? flag + volumes + value : arg;
    };
    const ports = new Map<number, number>();
    const addresses: string[] = [];
    for (const [port, flag] of LISTENERS) {
      const loopback = await freePort();
      addresses.push(`--${flag}=127.0.0.1:${String(loopback)}`);
      if (container.ports.some(({ containerPort }) => containerPort === port)) ports.set(port, loopback);
    }
    const service = Service.start(
      'jaeger-all-in-one',
      program('jaeger-all-in-one'),
      // Of a flag that stands twice the last one counts.
      [...(container.args ?? []).map(own), ...addresses],
      path.join(folder, 'jaeger-all-in-one.log'),
      {
        ...Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? ''])),
        // It sends spans of its own to port 4317 of its host, which in a pod is itself, and would wait ten seconds for it to stop.
        OTEL_TRACES_SAMPLER: 'always_off',
      },
    );
    try {
      const { path: probe, port } = container.readinessProbe.httpGet;
      const url = `http://127.0.0.1:${String(ports.get(port))}${probe}`;
      await service.until('it is ready', async () => (await fetch(url).catch(() => undefined))?.ok === true);
      return new JaegerAllInOne(service, ports);
    } catch (error) {
      await service.stop();
      throw error;
    }
  }

  /** What reads its spans. */
  public get query(): JaegerQuery {
    return new JaegerQuery(`http://127.0.0.1:${String(this.ports.get(16_686))}`);
  }

  /** Asks it to stop. */
  public async stop(): Promise<void> {
    await this.service.stop();
  }

  /** Ends it without asking. */
  public async kill(): Promise<void> {
    await this.service.kill();
  }
}

function podOf(objects: readonly OperatorObject[]): AllInOnePod {
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  if (deployment === undefined) throw new Error('the operator made no Deployment');
  return (deployment.spec as { readonly template: { readonly spec: AllInOnePod } }).template.spec;
}

/** Makes the folder of a volume, with the files that its ConfigMap has. */
function fill(folder: string, volume: string, { volumes = [] }: AllInOnePod, objects: readonly OperatorObject[]): void {
  mkdirSync(folder, { recursive: true });
  const source = volumes.find(({ name }) => name === volume)?.configMap;
  const map = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === source?.name);
  for (const { key, path: file } of source?.items ?? []) {
    const text = map?.data?.[key];
    if (text === undefined) throw new Error(`the volume ${volume} has no ${key}`);
    writeFileSync(path.join(folder, file), text);
  }
}
