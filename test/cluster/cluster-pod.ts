import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import type { ControlPlane } from './control-plane';
import { toLoopback, type LoopbackCollector } from './loopback';
import type { Output, OutputSite } from './outputs';
import { program } from './programs';
import { Service } from './service';
import { TelemetrySink } from './telemetry-sink';

/** Where a pod has the token of its service account. Programs have the path built in. */
const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** `/var/run` is `/run`, of which the process sees an empty one: the machine's is not touched. */
const AS_IN_POD = `mount -t tmpfs none /run && mkdir -p ${ACCOUNT} && mount --bind "$0" ${ACCOUNT} && exec "$@"`;
/** As whom a process has mounts of its own: as nobody in particular, or as root where user namespaces are not to be had. */
const NAMESPACES = [['--user', '--map-root-user', '--mount'], ['--mount']] as const;
let namespace: readonly string[] = NAMESPACES[0];

/** @throws if this machine does not let a process have mounts of its own */
export function requireMounts(): void {
  const said = NAMESPACES.map((options) => {
    const { status, stderr } = spawnSync('unshare', [...options, 'mount', '-t', 'tmpfs', 'none', '/run'], { encoding: 'utf8' });
    return { options, isHad: status === 0, stderr };
  });
  const had = said.find(({ isHad }) => isHad);
  if (had === undefined)
    throw new Error(`a process has to be let have mounts of its own, by unshare: ${said.map(({ stderr }) => stderr).join()}`);
  namespace = had.options;
}

/** What a collector is beside its manifest. */
export interface PodOptions {
  readonly output: Output;
  readonly site: string;
  readonly collector: string;
  readonly plane: ControlPlane;
  /** For its files: it is its own. */
  readonly folder: string;
  /** The pod's variables that are fields of it. @default - none */
  readonly fields?: Readonly<Record<string, string>>;
  /** Its program. @default 'otelcol-cluster' */
  readonly binary?: 'otelcol' | 'otelcol-cluster';
  /** Certificates that are trusted like that of the API server. @default - none */
  readonly authorities?: readonly string[];
}

/**
 * A pod of a collector as a process, which comes to a real API server as the pod would: by the variables of the cluster, and with the token
 * of the collector's service account in its place. Its configuration is that of the manifest, as `toLoopback` makes it run; what it exports
 * to a link goes into files.
 */
export class ClusterPod {
  private constructor(
    private readonly service: Service,
    /** What it sent. */
    public readonly sink: TelemetrySink,
  ) {}

  public static async start(options: PodOptions): Promise<ClusterPod> {
    const { output, plane, folder, fields = {}, binary = 'otelcol-cluster' } = options;
    const site = output.sites.find(({ name }) => name === options.site);
    if (site === undefined) throw new Error(`no site ${options.site}`);
    // Without the hub nobody is behind the link: its near end is where the files are written.
    const { collectors, relays } = await toLoopback({ ...output, sites: [site] }, folder, new Map(), binary);
    const collector = collectors.find(({ name }) => name === options.collector);
    if (collector === undefined) throw new Error(`no collector ${options.collector}`);
    const sink = await TelemetrySink.start(path.join(folder, 'sink'), relays[0]?.listen ?? 0);
    try {
      const account = accountFolder(options, site);
      const env = { ...collector.env, ...fields, KUBERNETES_SERVICE_HOST: '127.0.0.1', KUBERNETES_SERVICE_PORT: String(plane.port) };
      const service = Service.start(collector.name, 'unshare', argumentsOf(account, collector), `${folder}/collector.log`, env);
      try {
        await service.listens(collector.ports.get(13_133) ?? 0, 120);
      } catch (error) {
        await service.stop();
        throw error;
      }
      return new ClusterPod(service, sink);
    } catch (error) {
      await sink.stop();
      throw error;
    }
  }

  public get log(): string {
    return this.service.log;
  }

  /** What it is called in leases. */
  public get electionIds(): readonly string[] {
    return [...this.log.matchAll(/Starting k8s leader elector.*"UUID": "([^"]+)"/g)].flatMap(([, id]) => id ?? []);
  }

  /** Asks it to stop, as a cluster does. */
  public stop(): Promise<void> {
    return this.service.stop();
  }

  /** Ends it without asking. */
  public kill(): Promise<void> {
    return this.service.kill();
  }

  /** Ends it with what it sent to. */
  public async remove(): Promise<void> {
    await this.stop();
    await this.sink.stop();
  }
}

function argumentsOf(account: string, { program: name, configFile, args }: LoopbackCollector): readonly string[] {
  return [...namespace, 'sh', '-c', AS_IN_POD, account, program(name), '--config', configFile, ...args];
}

/** What the kubelet puts into a pod of the account that its resource names. */
function accountFolder({ plane, folder, collector, authorities = [] }: PodOptions, site: OutputSite): string {
  const resource = site.objects.find(({ kind, metadata }) => kind === 'OpenTelemetryCollector' && metadata.name === collector);
  const namespace = resource?.metadata.namespace ?? '';
  const account = path.join(folder, 'account');
  mkdirSync(account);
  const token = plane.mustKubectl(['create', 'token', String(resource?.spec?.['serviceAccount']), '-n', namespace]).trim();
  writeFileSync(path.join(account, 'token'), token, { mode: 0o600 });
  writeFileSync(path.join(account, 'namespace'), namespace);
  writeFileSync(path.join(account, 'ca.crt'), [plane.authority, ...authorities].join('\n'));
  return account;
}

/** Applies what collectors of a site need of the Kubernetes API, as it is written: namespaces, accounts and roles. */
export function applyAccess(plane: ControlPlane, { files }: OutputSite): void {
  for (const file of files.filter((name) => /^(00|10)-/.test(path.basename(name)))) {
    plane.mustKubectl(['apply', '--server-side', '--validate=strict', '-f', file]);
  }
}
