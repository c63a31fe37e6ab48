import type * as http from 'node:http';
import * as https from 'node:https';

import { makeAuthority, makeKey, makeLeaf } from '../../ops/pki/issue';
import type { ControlPlane } from './control-plane';
import { KubeApi } from './kube-api';
import { podList, summary } from './kubelet-answers';

/** What the kubelet asks the API server for, by what it is asked itself. */
const SUBRESOURCES: Readonly<Record<string, string>> = { '/stats/summary': 'stats', '/pods': 'pods', '/metrics': 'metrics' };

/** A request that a kubelet had. */
export interface KubeletRequest {
  readonly path: string;
  /** Who the API server says it was. */
  readonly user: string;
  readonly status: number;
}

interface Reviewed {
  readonly status?: {
    readonly authenticated?: boolean;
    readonly allowed?: boolean;
    readonly user?: { readonly username: string; readonly groups?: readonly string[] };
  };
}

/**
 * The part of a kubelet that is asked for metrics, on its port at an address of loopback. Who asks is for the API server to say, and whether
 * they may, as it is with a real one.
 */
export class PlayedKubelet {
  /** What it was asked for so far. */
  public readonly requests: KubeletRequest[] = [];
  private readonly api: KubeApi;
  private constructor(
    plane: ControlPlane,
    private readonly server: https.Server,
    /** Name of its node. */
    public readonly node: string,
    /** Address of its node. */
    public readonly address: string,
    /** The CA that its certificate is signed by. */
    public readonly authority: string,
  ) {
    this.api = new KubeApi(plane);
  }

  public static async start(plane: ControlPlane, node: string): Promise<PlayedKubelet> {
    const validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
    // All of 127.0.0.0/8 is loopback: each run has an address of its own, since the port is said.
    const address = `127.${16 + (process.pid % 200)}.${(process.pid >> 8) % 250}.10`;
    const authority = await makeAuthority(await makeKey(), 'kubelets', validity);
    const subject = { commonName: `system:node:${node}`, ipAddresses: [address] };
    const { certificate, key } = await makeLeaf(authority, { subject, server: true, ...validity });
    const server = https.createServer({ cert: certificate, key });
    const kubelet = new PlayedKubelet(plane, server, node, address, authority.certificate);
    server.on('request', (request, response) => void kubelet.answer(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(10_250, address, resolve);
    });
    return kubelet;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer({ url = '', headers }: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const [path = ''] = url.replace(/\/$/, '').split('?');
    const token = headers.authorization?.replace(/^bearer /i, '') ?? '';
    const { user = { username: '' }, authenticated = false } = await this.review('authentication.k8s.io/v1/tokenreviews', { token });
    const status = authenticated ? await this.authorize(path, user) : 401;
    this.requests.push({ path, user: user.username, status });
    response.writeHead(status, { 'content-type': path === '/metrics' ? 'text/plain; version=0.0.4' : 'application/json' });
    response.end(status === 200 ? this.contentAt(path) : '{}');
  }

  private contentAt(path: string): string {
    if (path === '/metrics') return 'kubelet_running_pods 3\n';
    return JSON.stringify(path === '/pods' ? podList() : summary(this.node));
  }

  private async authorize(
    path: string,
    { username, groups }: { readonly username: string; readonly groups?: readonly string[] },
  ): Promise<number> {
    const subresource = SUBRESOURCES[path];
    if (subresource === undefined) return 404;
    const resourceAttributes = { verb: 'get', version: 'v1', resource: 'nodes', subresource, name: this.node };
    const { allowed = false } = await this.review('authorization.k8s.io/v1/subjectaccessreviews', {
      user: username,
      groups,
      resourceAttributes,
    });
    return allowed ? 200 : 403;
  }

  private async review(resource: string, spec: object): Promise<NonNullable<Reviewed['status']>> {
    const { body } = await this.api.request('POST', `/apis/${resource}`, { spec });
    return (body as Reviewed).status ?? {};
  }
}
