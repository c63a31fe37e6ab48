import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { program } from './programs';
import { freePort, Service } from './service';

/** What kubectl said. */
export interface KubectlResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A real Kubernetes API server with its etcd on loopback: admission, schemas and PodSecurity, but no controllers and no nodes. */
export class ControlPlane {
  private constructor(
    private readonly folder: string,
    private readonly services: readonly Service[],
    /** Port of the API server on loopback. */
    public readonly port: number,
  ) {}

  public static async start(name: string): Promise<ControlPlane> {
    const folder = mkdtempSync(path.join(os.tmpdir(), `control-plane-${name}-`));
    const [client, peer, secure] = [await freePort(), await freePort(), await freePort()];
    const file = (base: string): string => path.join(folder, base);
    const services: Service[] = [];
    const plane = new ControlPlane(folder, services, secure);
    try {
      const [clientUrl, peerUrl] = [client, peer].map((port) => `http://127.0.0.1:${String(port)}`);
      const etcd = Service.start(
        `${name} etcd`,
        program('etcd'),
        [
          ...[
            '--data-dir',
            file('data'),
            '--unsafe-no-fsync',
            '--listen-client-urls',
            `${clientUrl}`,
            '--advertise-client-urls',
            `${clientUrl}`,
          ],
          ...['--listen-peer-urls', `${peerUrl}`, '--initial-advertise-peer-urls', `${peerUrl}`, '--initial-cluster', `default=${peerUrl}`],
        ],
        file('etcd.log'),
      );
      services.push(etcd);
      await etcd.listens(client);
      writeFileSync(
        file('sa.key'),
        generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }),
        { mode: 0o600 },
      );
      // A user who may do all, and one whose roles a test gives.
      writeFileSync(file('tokens.csv'), 'loopback,admin,admin,"system:masters"\nlimited,limited,limited\n', { mode: 0o600 });
      const server = Service.start(
        `${name} kube-apiserver`,
        program('kube-apiserver'),
        [
          ...[
            '--etcd-servers',
            `${clientUrl}`,
            '--bind-address',
            '127.0.0.1',
            '--secure-port',
            String(secure),
            '--cert-dir',
            file('certs'),
          ],
          ...['--token-auth-file', file('tokens.csv'), '--authorization-mode', 'RBAC', '--service-cluster-ip-range', '10.0.0.0/24'],
          ...['--service-account-issuer', 'https://kubernetes.default.svc', '--service-account-key-file', file('sa.key')],
          ...['--service-account-signing-key-file', file('sa.key')],
          // As every cluster has it: who may be privileged is for PodSecurity to say.
          '--allow-privileged',
          // No controller makes the service account that this plugin would ask for.
          ...['--disable-admission-plugins', 'ServiceAccount'],
        ],
        file('kube-apiserver.log'),
      );
      services.push(server);
      writeFileSync(file('kubeconfig'), JSON.stringify(kubeconfig({ loopback: { plane } })), { mode: 0o600 });
      await server.until('it is ready', () => plane.kubectl(['get', '--raw', '/readyz']).status === 0);
      return plane;
    } catch (error) {
      await plane.stop();
      throw error;
    }
  }

  /** Installs CRDs and waits until they are served. */
  public installCrds(folder: string): void {
    this.mustKubectl(['apply', '--server-side', '--recursive', '-f', folder]);
    const wait = ['wait', 'crd', '--all', '--for', 'condition=Established', '--timeout', '60s'];
    // A CRD that the server has not looked at yet has no conditions, which kubectl takes for an error.
    for (let tries = 0; tries < 10; tries++) if (this.kubectl(wait).status === 0) return;
    this.mustKubectl(wait);
  }

  /** Runs kubectl against this server, for at most five minutes. */
  public kubectl(args: readonly string[], input?: string): KubectlResult {
    const { status, stdout, stderr } = spawnSync(program('kubectl'), ['--kubeconfig', path.join(this.folder, 'kubeconfig'), ...args], {
      encoding: 'utf8',
      input,
      timeout: 300_000,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status, stdout, stderr };
  }

  /** Runs kubectl. @throws if it fails */
  public mustKubectl(args: readonly string[], input?: string): string {
    const { status, stdout, stderr } = this.kubectl(args, input);
    if (status !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Certificates that are behind that of the API server, as pods have them beside their token. */
  public get authority(): string {
    return readFileSync(path.join(this.folder, 'certs', 'apiserver.crt'), 'utf8');
  }

  public async stop(): Promise<void> {
    for (const service of [...this.services].reverse()) await service.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A cluster and who asks it. */
export interface Access {
  readonly plane: Pick<ControlPlane, 'port'>;
  /** Token of `tokens.csv`. @default 'loopback', who may do all */
  readonly token?: string;
}

/** A kubeconfig with a context for each of these; the first is the current one. */
export function kubeconfig(contexts: Readonly<Record<string, Access>>): unknown {
  const entries = Object.entries(contexts);
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: entries.map(([name, { plane }]) => ({
      name,
      cluster: { server: `https://127.0.0.1:${String(plane.port)}`, 'insecure-skip-tls-verify': true },
    })),
    users: entries.map(([name, { token = 'loopback' }]) => ({ name, user: { token } })),
    contexts: entries.map(([name]) => ({ name, context: { cluster: name, user: name } })),
    'current-context': entries[0]?.[0],
  };
}

/** Version of the Go toolchain, for reports. */
export function goVersion(): string {
  return execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim();
}
