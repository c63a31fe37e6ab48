import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import * as path from 'node:path';

import type { KubeConfig } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };

import { OperationError } from '../operation-error';
import { ClusterClient } from './cluster-client';
import { ClusterError } from './cluster-error';

/** What a site has to say of itself to be found. */
export interface ContextSite {
  readonly name: string;
  readonly cluster: { readonly name: string };
}

/** Which context of a kubeconfig leads to the cluster of a site. */
export interface ContextOptions {
  /** Contexts by site or by cluster. */
  readonly contexts: ReadonlyMap<string, string>;
  /** File. @default - `KUBECONFIG`, or else `~/.kube/config` */
  readonly kubeconfig?: string;
}

/** The clusters of a network's sites: one client for each context. */
export class Contexts {
  private readonly clients = new Map<string, Promise<ClusterClient>>();
  private loaded: Promise<KubeConfig> | undefined;

  public constructor(
    private readonly options: ContextOptions,
    private readonly signal: AbortSignal,
  ) {}

  /**
   * The cluster of a site: that of the context which was named for the site or its cluster, or which has the name of the cluster
   * or of the site.
   *
   * @throws OperationError if there is no such context
   */
  public async clientOf(site: ContextSite): Promise<ClusterClient> {
    const config = await this.load();
    const name = contextOf(
      site,
      this.options.contexts,
      config.getContexts().map((context) => context.name),
    );
    const known = this.clients.get(name) ?? this.connect(config, name);
    this.clients.set(name, known);
    return known;
  }

  /** That there is a Kubernetes API at all is asked once, before answers to other questions are taken for those of one. */
  private async connect(config: KubeConfig, context: string): Promise<ClusterClient> {
    const { KubeConfig: Empty } = await import('@kubernetes/client-node');
    const client = await ClusterClient.make(selected(config, context, Empty), this.signal);
    await client.version().catch((error: unknown) => {
      if (!(error instanceof ClusterError && error.fault === 'forbidden')) throw error;
    });
    return client;
  }

  private load(): Promise<KubeConfig> {
    this.loaded ??= this.loadNow();
    return this.loaded;
  }

  private async loadNow(): Promise<KubeConfig> {
    const k8s = await import('@kubernetes/client-node');
    const config = new k8s.KubeConfig();
    const { kubeconfig } = this.options;
    // Without one, the client makes up a cluster on this machine.
    if (kubeconfig === undefined && process.env['KUBECONFIG'] === undefined && !existsSync(path.join(homedir(), '.kube', 'config'))) {
      throw new OperationError('failure', 'there is no kubeconfig', 'name one by --kubeconfig or KUBECONFIG');
    }
    try {
      if (kubeconfig === undefined) config.loadFromDefault();
      else config.loadFromFile(kubeconfig);
    } catch (error) {
      const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
      throw new OperationError('failure', `the kubeconfig cannot be read: ${reason}`, 'name one by --kubeconfig or KUBECONFIG');
    }
    return config;
  }
}

function contextOf({ name, cluster }: ContextSite, named: ReadonlyMap<string, string>, there: readonly string[]): string {
  const wanted = named.get(name) ?? named.get(cluster.name);
  const found = wanted === undefined ? [cluster.name, name].find((own) => there.includes(own)) : there.find((own) => own === wanted);
  if (found !== undefined) return found;
  const list = there.length === 0 ? 'none' : [...there].sort().join(', ');
  const asked =
    wanted === undefined ? `no context is known for the site ${name}` : `the context ${wanted} for the site ${name} is not there`;
  throw new OperationError('failure', `${asked}; the kubeconfig has: ${list}`, `name one of them: --context ${name}=CONTEXT`);
}

/** The same kubeconfig with another current context. */
function selected(config: KubeConfig, context: string, empty: new () => KubeConfig): KubeConfig {
  const own = new empty();
  own.loadFromOptions({
    clusters: config.getClusters(),
    users: config.getUsers(),
    contexts: config.getContexts(),
    currentContext: context,
  });
  return own;
}
