import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { VERSIONS } from '../../imports/versions';
import type { ControlPlane } from './control-plane';
import { KubeApi } from './kube-api';

/** How Skupper v1 behaves in a namespace. */
export interface V1Behaviour {
  /** Whether the router runs. @default true */
  readonly ready?: boolean;
  /** Whether what a site leaves behind is removed. @default true */
  readonly collected?: boolean;
  /** Whether requests for tokens are filled in. @default true */
  readonly answers?: boolean;
  /** Whether the load balancer has an address. @default true */
  readonly address?: boolean;
  /** Whether the router says what it sees, as 1.5 and newer do. @default true */
  readonly tells?: boolean;
  /** Whether links come up. @default true */
  readonly links?: boolean;
}

/** A ConfigMap, Secret or Service as the API server has it. */
interface CoreObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly ports?: readonly { readonly port: number }[] };
}

const ADDRESS = 'skupper.io/address';
const TYPE = 'skupper.io/type';

/**
 * Plays the part of Skupper v1 on two API servers: its site controller, which makes routers and fills in requests for tokens, and what
 * its routers see of each other. It carries nothing.
 */
export class SkupperV1Controllers {
  /** By namespace. */
  public readonly sites = new Map<string, V1Behaviour>();
  /** Names of requests as `namespace/name`, each time one was filled in. */
  public readonly issued: string[] = [];
  /** Everything that must never be printed. */
  public readonly secrets = new Set<string>();

  private readonly hub: KubeApi;
  private readonly edge: KubeApi;
  /** Ids of hubs by the certificates that they gave. */
  private readonly issuers = new Map<string, string>();
  private running = true;
  private readonly ended: Promise<void>;

  public constructor(hub: Pick<ControlPlane, 'port'>, edge: Pick<ControlPlane, 'port'>) {
    this.hub = new KubeApi(hub);
    this.edge = new KubeApi(edge);
    this.ended = this.run();
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.ended;
  }

  private async run(): Promise<void> {
    const where = (query: string): string => encodeURIComponent(query);
    while (this.running) {
      const sites = (api: KubeApi): Promise<readonly CoreObject[]> =>
        list(api, `configmaps?fieldSelector=${where('metadata.name=skupper-site')}`);
      const labelled = (api: KubeApi, type: string): Promise<readonly CoreObject[]> =>
        list(api, `secrets?labelSelector=${where(`${TYPE}=${type}`)}`);
      const [hubs, edges] = [await sites(this.hub), await sites(this.edge)];
      for (const site of hubs) await this.start(this.hub, site);
      for (const site of edges) await this.start(this.edge, site);
      for (const request of await labelled(this.hub, 'connection-token-request')) await this.fillIn(request, hubs);
      const tokens = await labelled(this.edge, 'connection-token');
      const exposed = (await list(this.hub, 'services')).filter(({ metadata }) => metadata.annotations?.[ADDRESS] !== undefined);
      for (const site of edges) await this.tell(this.edge, site, this.seenBy(site, tokens, hubs), exposed);
      for (const site of hubs) await this.tell(this.hub, site, [], exposed);
      await sleep(50);
    }
  }

  private async start(api: KubeApi, { metadata: { namespace, name, uid } }: CoreObject): Promise<void> {
    const { ready = true, collected = true } = this.sites.get(namespace) ?? {};
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name, uid }];
    const status = { type: 'Available', status: ready ? 'True' : 'False', reason: 'Minimum', message: ready ? '' : 'no pod is available' };
    const containers = [{ name: 'c', image: `quay.io/skupper/service-controller:${VERSIONS.skupperV1}` }];
    for (const own of ['skupper-router', 'skupper-service-controller']) {
      const path = `/apis/apps/v1/namespaces/${namespace}/deployments`;
      const { body } = await api.request('GET', `${path}/${own}`);
      const [owner] = (body as { metadata: { ownerReferences?: readonly { readonly uid: string }[] } }).metadata.ownerReferences ?? [];
      if (collected && owner !== undefined && owner.uid !== uid) await api.request('DELETE', `${path}/${own}`);
      await api.request('POST', path, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: own, ownerReferences },
        spec: { selector: { matchLabels: { own } }, template: { metadata: { labels: { own } }, spec: { containers } } },
      });
      const numbers = ready ? { replicas: 1, readyReplicas: 1, availableReplicas: 1 } : {};
      await api.request('PATCH', `${path}/${own}/status`, { status: { ...numbers, conditions: [status] } }, MERGE);
    }
  }

  /** Once, with what is known then: a token without address stays one. */
  private async fillIn(request: CoreObject, hubs: readonly CoreObject[]): Promise<void> {
    const { namespace, name, labels, annotations } = request.metadata;
    const { answers = true, address = true } = this.sites.get(namespace) ?? {};
    const site = hubs.find(({ metadata }) => metadata.namespace === namespace);
    if (!answers || site === undefined) return;
    const [certificate, key] = [randomBytes(18).toString('base64'), randomBytes(18).toString('base64')];
    this.secrets.add(key).add(certificate);
    const host = address ? '203.0.113.1' : '';
    const { status } = await this.hub.request('PUT', `/api/v1/namespaces/${namespace}/secrets/${name}`, {
      ...request,
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: {
        ...request.metadata,
        labels: { ...labels, [TYPE]: 'connection-token' },
        annotations: {
          ...annotations,
          'inter-router-host': host,
          'inter-router-port': '55671',
          'edge-host': host,
          'edge-port': '45671',
          'skupper.io/generated-by': site.metadata.uid,
          'skupper.io/site-version': VERSIONS.skupperV1,
        },
      },
      data: { 'ca.crt': Buffer.from('ca').toString('base64'), 'tls.crt': certificate, 'tls.key': key },
    });
    if (status >= 300) return;
    this.issued.push(`${namespace}/${name}`);
    this.issuers.set(certificate, site.metadata.uid);
  }

  /** The hubs whose tokens a site has, as long as they are the ones that gave them. */
  private seenBy(site: CoreObject, tokens: readonly CoreObject[], hubs: readonly CoreObject[]): readonly CoreObject[] {
    const { namespace } = site.metadata;
    const { links = true } = this.sites.get(namespace) ?? {};
    const mode = site.data?.['edge'] === 'true' ? 'edge' : 'inter-router';
    const ids = tokens.flatMap(({ metadata, data }) => {
      const issuer = this.issuers.get(data?.['tls.crt'] ?? '');
      if (metadata.namespace !== namespace || metadata.annotations?.[`${mode}-host`] !== '203.0.113.1') return [];
      return issuer === undefined || issuer !== metadata.annotations['skupper.io/generated-by'] ? [] : [issuer];
    });
    return links ? hubs.filter(({ metadata }) => ids.includes(metadata.uid)) : [];
  }

  /** Says what a site sees, and makes the Services of the addresses in it. */
  private async tell(api: KubeApi, site: CoreObject, hubs: readonly CoreObject[], exposed: readonly CoreObject[]): Promise<void> {
    const { namespace } = site.metadata;
    const { tells = true, ready = true } = this.sites.get(namespace) ?? {};
    if (!tells || !ready) return;
    const sites = [site, ...hubs];
    const siteStatus = sites.map(({ metadata, data }) => ({
      site: { identity: metadata.uid, name: data?.['name'], namespace: metadata.namespace, siteVersion: VERSIONS.skupperV1 },
      routerStatus: null,
    }));
    const isHere = ({ metadata }: CoreObject): boolean =>
      api === this.hub ? metadata.namespace === namespace : hubs.some((hub) => hub.metadata.namespace === metadata.namespace);
    const addresses = exposed
      .filter(isHere)
      .flatMap(({ metadata, spec }) => (spec?.ports ?? []).map(({ port }) => ({ address: String(metadata.annotations?.[ADDRESS]), port })));
    const list = addresses.map(({ address, port }) => ({
      ...{ name: `${address}:${String(port)}`, protocol: 'tcp' },
      ...{ listenerCount: sites.length, connectorCount: 1 },
    }));
    for (const { address, port } of addresses) {
      const metadata = { name: address, annotations: { 'internal.skupper.io/controlled': 'true' } };
      const services = `/api/v1/namespaces/${namespace}/services`;
      await api.create(services, { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port }] } });
    }
    const name = 'skupper-network-status';
    const data = { NetworkStatus: JSON.stringify({ addresses: list.length === 0 ? null : list, siteStatus }) };
    const path = `/api/v1/namespaces/${namespace}/configmaps`;
    const isNew = await api.create(path, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
    if (!isNew) await api.request('PATCH', `${path}/${name}`, { data }, MERGE);
  }
}

const MERGE = 'application/merge-patch+json';

async function list(api: KubeApi, query: string): Promise<readonly CoreObject[]> {
  const { body } = await api.request('GET', `/api/v1/${query}`);
  return (body as { readonly items?: readonly CoreObject[] }).items ?? [];
}
