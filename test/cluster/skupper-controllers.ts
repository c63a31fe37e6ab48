import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import type { ControlPlane } from './control-plane';
import { KubeApi, type ApiObject } from './kube-api';

/** How the controller of a hub behaves in a namespace. */
export interface HubBehaviour {
  /** Whether the router runs. @default true */
  readonly ready?: boolean;
  /** @default 'enabled' */
  readonly grants?: 'enabled' | 'disabled' | 'no-address' | 'unhandled';
  /** Whether the hub has two routers. @default false */
  readonly ha?: boolean;
}

/** How the controller of a site behaves in a namespace. */
export interface SiteBehaviour {
  /** Whether the router runs. @default true */
  readonly ready?: boolean;
  /** Whether tokens are taken. @default true */
  readonly redeems?: boolean;
  /** Whether links come up. @default true */
  readonly links?: boolean;
}

/**
 * Plays the part of Skupper's controllers on two API servers: writes the statuses that they write, redeems tokens and counts how often,
 * and makes the objects that they make. It carries nothing.
 */
export class SkupperControllers {
  /** By namespace. */
  public readonly hubs = new Map<string, HubBehaviour>();
  /** By namespace. */
  public readonly sites = new Map<string, SiteBehaviour>();
  /** Names of grants, each time one was redeemed. */
  public readonly redemptions: string[] = [];
  /** Everything that must never be printed. */
  public readonly secrets = new Set<string>();

  private readonly hub: KubeApi;
  private readonly site: KubeApi;
  private running = true;
  private readonly ended: Promise<void>;

  public constructor(hub: Pick<ControlPlane, 'port'>, site: Pick<ControlPlane, 'port'>) {
    this.hub = new KubeApi(hub);
    this.site = new KubeApi(site);
    this.ended = this.run();
  }

  public async stop(): Promise<void> {
    this.running = false;
    await this.ended;
  }

  private async run(): Promise<void> {
    while (this.running) {
      for (const object of await this.hub.list('sites')) await this.runHub(object);
      for (const object of await this.hub.list('accessgrants')) await this.grant(object);
      for (const object of await this.hub.list('certificates')) await this.sign(object);
      for (const object of await this.site.list('sites')) await this.runSite(object);
      for (const object of await this.site.list('accesstokens')) await this.redeem(object);
      for (const object of await this.site.list('links')) await this.connect(object);
      await sleep(50);
    }
  }

  private async runHub(object: ApiObject): Promise<void> {
    const { ready = true, ha = false } = this.hubs.get(String(object.metadata.namespace)) ?? {};
    const endpoints = (ha ? ['skupper-router', 'skupper-router-2'] : ['skupper-router']).flatMap((group, i) =>
      ['inter-router', 'edge'].map((name, j) => ({ name, host: `203.0.113.${String(i + 1)}`, port: ['55671', '45671'][j], group })),
    );
    await write(this.hub, 'sites', object, {
      ...state(ready, object, ['Configured', 'Running', 'Resolved'], 'Running', 'No router pod is ready'),
      ...(ready && { endpoints, defaultIssuer: 'skupper-site-ca' }),
    });
  }

  private async runSite(object: ApiObject): Promise<void> {
    const { ready = true } = this.sites.get(String(object.metadata.namespace)) ?? {};
    await write(this.site, 'sites', object, state(ready, object, ['Configured', 'Running'], 'Running', 'No router pod is ready'));
  }

  private async grant(object: ApiObject): Promise<void> {
    const { grants = 'enabled' } = this.hubs.get(String(object.metadata.namespace)) ?? {};
    if (['Ready', 'Error'].includes(String(object.status?.['status'])) || grants === 'unhandled') return;
    if (grants === 'disabled') {
      const condition = { type: 'Processed', status: 'False', reason: 'Error', message: 'AccessGrants are not enabled' };
      await write(this.hub, 'accessgrants', object, {
        status: 'Error',
        message: 'AccessGrants are not enabled',
        ...conditions(object, [condition]),
      });
      return;
    }
    if (grants === 'no-address') {
      await write(this.hub, 'accessgrants', object, state(false, object, ['Processed', 'Resolved'], 'Resolved', 'URL pending'));
      return;
    }
    const seconds = Number(String(object.spec?.['expirationWindow']).replace(/s$/, ''));
    const code = this.secret();
    await write(this.hub, 'accessgrants', object, {
      ...state(true, object, ['Processed', 'Resolved'], '', ''),
      url: `https://203.0.113.9:9090/${String(object.metadata.uid)}`,
      code,
      ca: 'the certificate of the CA',
      redemptions: 0,
      expirationTime: new Date(Date.now() + seconds * 1000).toISOString(),
    });
  }

  private async sign(object: ApiObject): Promise<void> {
    if (object.status !== undefined) return;
    const { namespace, name } = object.metadata;
    await this.makeSecret(this.hub, namespace, name, object, 'Certificate', await this.authorityOf(namespace));
    // It leaves status.status empty.
    await write(this.hub, 'certificates', object, conditions(object, [{ type: 'Ready', status: 'True', reason: 'Ready', message: 'OK' }]));
  }

  private async redeem(object: ApiObject): Promise<void> {
    const { namespace, name } = object.metadata;
    const { redeems = true } = this.sites.get(String(namespace)) ?? {};
    if (!redeems || object.status?.['redeemed'] === true || object.status?.['status'] === 'Error') return;
    const [site] = (await this.site.list('sites')).filter(({ metadata }) => metadata.namespace === namespace);
    if (site === undefined) return;
    const grant = (await this.hub.list('accessgrants')).find(({ metadata }) =>
      String(object.spec?.['url']).endsWith(`/${String(metadata.uid)}`),
    );
    const refusal = refusalOf(grant, object);
    if (grant === undefined || refusal !== undefined) {
      const condition = { type: 'Redeemed', status: 'False', reason: 'Error', message: refusal };
      await write(this.site, 'accesstokens', object, {
        redeemed: false,
        status: 'Error',
        message: refusal,
        ...conditions(object, [condition]),
      });
      return;
    }
    this.redemptions.push(grant.metadata.name);
    await this.hub.writeStatus('accessgrants', grant, { redemptions: Number(grant.status?.['redemptions'] ?? 0) + 1 });
    const { ha = false } = this.hubs.get(String(grant.metadata.namespace)) ?? {};
    if (!(await this.makeSecret(this.site, namespace, name, site, 'Site', await this.authorityOf(grant.metadata.namespace)))) {
      await write(this.site, 'accesstokens', object, { redeemed: false, status: 'Error', message: `secrets "${name}" already exists` });
      return;
    }
    for (const link of ha ? [`${name}-1`, `${name}-2`] : [name]) {
      const cost = object.spec?.['linkCost'];
      await this.site.createSkupper('links', {
        kind: 'Link',
        metadata: { name: link, namespace },
        spec: { endpoints: [], tlsCredentials: name, ...(cost !== undefined && { cost }) },
      });
    }
    const condition = { type: 'Redeemed', status: 'True', reason: 'Ready', message: 'OK' };
    await write(this.site, 'accesstokens', object, { redeemed: true, status: 'Ready', message: 'OK', ...conditions(object, [condition]) });
  }

  private async connect(object: ApiObject): Promise<void> {
    const { links = true } = this.sites.get(String(object.metadata.namespace)) ?? {};
    const secret = `/api/v1/namespaces/${String(object.metadata.namespace)}/secrets/${String(object.spec?.['tlsCredentials'])}`;
    const { status, body } = await this.site.request('GET', secret);
    const isUp = links && status === 200 && (await this.isTrusted(body));
    await write(this.site, 'links', object, {
      ...state(isUp, object, ['Configured', 'Operational'], 'Operational', 'Not operational'),
      ...(isUp && { remoteSiteName: 'hub' }),
    });
  }

  /** The certificate authority of a hub: another one for each Site that is created. */
  private async authorityOf(namespace: string | undefined): Promise<string> {
    const site = (await this.hub.list('sites')).find(({ metadata }) => metadata.namespace === namespace);
    return `authority ${String(site?.metadata.uid)}`;
  }

  /** Whether a hub that is there accepts the certificate of a Secret. */
  private async isTrusted(secret: unknown): Promise<boolean> {
    const { data } = secret as { readonly data?: Readonly<Record<string, string>> };
    const authority = Buffer.from(data?.['ca.crt'] ?? '', 'base64').toString();
    const sites = await this.hub.list('sites');
    return !authority.startsWith('authority ') || sites.some(({ metadata }) => authority === `authority ${String(metadata.uid)}`);
  }

  private async makeSecret(
    api: KubeApi,
    namespace: string | undefined,
    name: string,
    owner: ApiObject,
    kind: string,
    authority: string,
  ): Promise<boolean> {
    return api.create(`/api/v1/namespaces/${String(namespace)}/secrets`, {
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'kubernetes.io/tls',
      metadata: {
        name,
        ownerReferences: [{ apiVersion: 'skupper.io/v2alpha1', kind, name: owner.metadata.name, uid: owner.metadata.uid }],
      },
      stringData: { 'ca.crt': authority, 'tls.crt': 'certificate', 'tls.key': this.secret() },
    });
  }

  private secret(): string {
    const made = randomBytes(18).toString('hex');
    this.secrets.add(made).add(Buffer.from(made).toString('base64'));
    return made;
  }
}

/** As the grant server answers. */
function refusalOf(grant: ApiObject | undefined, token: ApiObject): string | undefined {
  if (grant === undefined || Date.parse(String(grant.status?.['expirationTime'])) <= Date.now())
    return 'Controller got failed response: 404 (Not Found) No such access granted';
  if (Number(grant.status?.['redemptions']) >= Number(grant.spec?.['redemptionsAllowed']))
    return 'Controller got failed response: 404 (Not Found) No such access granted';
  return grant.status?.['code'] === token.spec?.['code'] ? undefined : 'Controller got failed response: 403 (Forbidden)';
}

/** The common part of a status: conditions that have to be true, and Ready as their sum. */
function state(
  ready: boolean,
  object: ApiObject,
  required: readonly string[],
  open: string,
  message: string,
): Readonly<Record<string, unknown>> {
  const all = [...required, 'Ready'].map((type) => {
    const isTrue = ready || (type !== open && type !== 'Ready');
    return { type, status: isTrue ? 'True' : 'False', reason: isTrue ? 'Ready' : 'Pending', message: isTrue ? 'OK' : message };
  });
  return { status: ready ? 'Ready' : 'Pending', message: ready ? 'OK' : message, ...conditions(object, all) };
}

function conditions(
  { metadata }: ApiObject,
  all: readonly Readonly<Record<string, unknown>>[],
): { readonly conditions: readonly unknown[] } {
  const [lastTransitionTime, observedGeneration] = ['2026-01-01T00:00:00Z', metadata.generation ?? 0];
  return { conditions: all.map((condition) => ({ lastTransitionTime, observedGeneration, ...condition })) };
}

/** Only what changes, as controllers do. */
async function write(api: KubeApi, resource: string, object: ApiObject, status: Readonly<Record<string, unknown>>): Promise<void> {
  const same = Object.entries(status).every(([key, value]) => isDeepStrictEqual(object.status?.[key], value));
  if (!same) await api.writeStatus(resource, object, status);
}
