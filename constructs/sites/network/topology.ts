import { compareText } from '../../synth/finding';
import { isLegacy } from '../../synth/generation';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { readinessOf } from '../../synth/readiness';
import { describeAddress, type AddressAttributes, type HubAccess } from '../links/hub-attributes';
import type { HubNetworks } from '../links/hub-networks';
import type { IssuedBy } from '../links/issued-certificate';
import { tokenRequestName } from '../routers/legacy-router';
import type { SiteLink } from '../links/link';
import type { Site } from '../site';
import { describeBootstrap, type TopologyBootstrap } from './site-bootstrap';
import { describeImages, describeNamespaces, type TopologyNamespace } from '../namespaces/site-pods';
import { describeObjects, type TopologyObject } from './topology-object';

/** What `network.json` holds. It has no secret in it. */
export interface Topology {
  readonly version: 1;
  readonly sites: readonly TopologySite[];
  /** How one sees that an object does its work, by kind and group; for all others being there is enough. */
  readonly readiness: Readonly<Record<string, NonNullable<ReturnType<typeof readinessOf>>>>;
  /** Every file below the output folder that synthesis wrote, this one left out. */
  readonly files: readonly string[];
}

/** One site of `network.json`. That of a hub is what `PublicSite.fromAttributes` takes. */
export interface TopologySite {
  readonly name: string;
  readonly role: 'hub' | 'edge';
  /** Left out for Skupper v2 and Jaeger v2. */
  readonly generation?: 'legacy';
  readonly folder: string;
  readonly cluster: { readonly name: string; readonly platform: string };
  readonly namespace: { readonly name: string; readonly created: boolean };
  /** Every namespace that the site has objects in, its own among them. */
  readonly namespaces: readonly TopologyNamespace[];
  /** Images that its objects name. Those of the Skupper router are the controller's affair. */
  readonly images: readonly string[];
  /** How a hub is reached. An edge is not. */
  readonly access?: HubAccess;
  /** Names of the hubs that a hub is in one network with, its own among them. */
  readonly network?: readonly string[];
  readonly links: readonly TopologyLink[];
  readonly exposes: readonly AddressAttributes[];
  readonly listens: readonly TopologyListener[];
  readonly objects: readonly TopologyObject[];
  /** What installs the operators that it needs, if the program has that too. It is applied by itself, before the site. */
  readonly bootstrap?: TopologyBootstrap;
}

/** A link from a site to a hub. */
export interface TopologyLink {
  readonly hub: string;
  readonly by: 'token' | 'certificates' | 'secret';
  readonly cost?: number;
  readonly secret?: string;
  /** The Secret on the hub that asks Skupper v1 for the token. */
  readonly request?: string;
  /** The issuer of cert-manager that the certificate in the Secret comes from, if it does. */
  readonly issuer?: IssuedBy['issuerRef'];
  /** Where the hub is, if another program describes it; with its network, if Secrets with certificates make the link. */
  readonly elsewhere?: { readonly cluster: string; readonly namespace: string; readonly network?: readonly string[] };
}

/** A Service of a site that leads to one address, or to one of several. */
export interface TopologyListener {
  readonly address: string;
  readonly host: string;
  readonly port: number;
  readonly leadsTo: readonly { readonly site: string; readonly routingKey: string }[];
}

/** A site as it stands in `network.json`. */
export interface TopologyText {
  readonly text: string;
  /** API version and kind of its objects, each once. */
  readonly kinds: readonly (readonly [apiVersion: string, kind: string])[];
}

/** A site as it stands in `network.json`. */
export function topologyText(site: TopologySite): TopologyText {
  const kinds = new Map(site.objects.map(({ apiVersion, kind }) => [groupKind(apiVersion, kind), [apiVersion, kind] as const]));
  return { text: JSON.stringify(site, null, 2).replaceAll('\n', '\n    '), kinds: [...kinds.values()] };
}

/** `network.json`, made site by site. */
export class TopologyFile {
  private count = 0;
  private readonly files = new Set<string>();
  private readonly readiness = new Map<string, NonNullable<ReturnType<typeof readinessOf>>>();

  /** @param write takes the text as it grows */
  public constructor(private readonly write: (text: string) => void) {
    write('{\n  "version": 1,\n  "sites": [');
  }

  /** Adds a site; in the order of their names. */
  public addSite({ text, kinds }: TopologyText): void {
    this.write(`${this.count++ === 0 ? '' : ','}\n    ${text}`);
    for (const [apiVersion, kind] of kinds) this.addKind(apiVersion, kind);
  }

  /** Adds a file that was written, of a site or of others. */
  public addFile(file: string): void {
    this.files.add(file);
  }

  /** Ends the text. */
  public end(): void {
    const readiness = Object.fromEntries([...this.readiness].sort(([a], [b]) => compareText(a, b)));
    const rest = JSON.stringify({ readiness, files: [...this.files].sort(compareText) }, null, 2);
    this.write(`${this.count === 0 ? '' : '\n  '}],${rest.slice(1)}\n`);
  }

  private addKind(apiVersion: string, kind: string): void {
    const ready = readinessOf(apiVersion, kind);
    if (ready !== undefined) this.readiness.set(groupKind(apiVersion, kind), ready);
  }
}

/** The hubs of a program, and how they are linked. */
export interface KnownHubs {
  readonly networks: HubNetworks;
  readonly names: ReadonlySet<string>;
}

/** Describes a site for the commands that work on its cluster, as far as it is in the site's folder. */
export function describeSite(site: Site, all: readonly InventoryEntry[], hubs: KnownHubs): TopologySite {
  // What is written elsewhere is applied by itself, for example by an administrator.
  const entries = all.filter(({ folder }) => folder === site.folder);
  const bootstrap = describeBootstrap(site, all);
  return {
    name: site.siteName,
    role: site.role,
    ...(isLegacy(site) && { generation: 'legacy' }),
    folder: site.folder,
    cluster: { name: site.cluster.name, platform: site.cluster.platform },
    namespace: { name: site.namespace, created: site.createsNamespace },
    namespaces: describeNamespaces(entries),
    images: describeImages(entries),
    ...(site.access && { access: site.access, network: hubs.networks.hubsWith(site.siteName) }),
    links: site.links.map((link) => describeLink(site, link, hubs)),
    exposes: site.addresses.map(describeAddress),
    listens: site.listeners.map(({ address, addresses, host, port }) => ({
      address: address.name,
      host,
      port,
      leadsTo: addresses.map(({ siteName, routingKey }) => ({ site: siteName, routingKey })),
    })),
    objects: describeObjects(entries),
    ...(bootstrap && { bootstrap }),
  };
}

function describeLink(site: Site, { hub, kind, cost, secretLink, request }: SiteLink, { networks, names }: KnownHubs): TopologyLink {
  const { siteName, cluster, namespace, access } = hub;
  const isBySecrets = kind === 'certificates' && access.certificates?.issued === undefined;
  return {
    hub: siteName,
    by: kind,
    ...(cost !== undefined && { cost }),
    ...(secretLink && { secret: secretLink.secret }),
    ...(isLegacy(site) && kind === 'token' && { request: request ?? tokenRequestName(site.siteName) }),
    ...(secretLink?.issued && { issuer: secretLink.issued.issuerRef }),
    ...(!names.has(siteName) && {
      elsewhere: { cluster: cluster.name, namespace, ...(isBySecrets && { network: networks.hubsWith(siteName) }) },
    }),
  };
}
