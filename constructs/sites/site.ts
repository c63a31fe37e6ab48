import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

import { SkupperLink } from '../skupper/link';
import type { LinkAccess } from '../skupper/link-access';
import { SkupperListener } from '../skupper/listener';
import { SkupperSite } from '../skupper/skupper-site';
import { ArgumentError, quote, requireDnsLabel } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { setPlacement, type Placement } from '../synth/placement';
import { Cluster } from './cluster';
import type { LinkTarget, SiteLink } from './link';
import { LinkedExporter, type LinkedExporterOptions } from './linked-exporter';
import { ExistingNamespace } from './site-namespace';
import type { TelemetryAddress } from './telemetry-address';

/** What every site may be given. */
export interface SiteProps {
  /**
   * Namespace of everything in the site: a name creates it, with the PodSecurity level `baseline` that the Skupper router
   * needs; `existingNamespace('x')` uses one that is there.
   *
   * @default 'telemetry'
   */
  readonly namespace?: string | ExistingNamespace;
  /** The cluster that the site is on. @default - a Kubernetes cluster of its own, named as the site */
  readonly cluster?: Cluster;
  /** Links from this site to hubs. @default - none */
  readonly links?: readonly SiteLink[];
}

/** What the kinds of sites differ in. */
export interface SiteKind {
  readonly role: Placement['role'];
  readonly ha?: boolean;
  readonly linkAccess?: LinkAccess;
}

/**
 * A place of the network: a namespace of a cluster with a Skupper site in it. `PublicSite` and `EdgeSite` are the two
 * kinds. A site is a cdk8s chart: anything else that belongs to it can be placed in it.
 */
export abstract class Site extends Chart {
  /** Whether a construct is a site. `instanceof` cannot tell: cdk8s makes it true for every chart. */
  public static isSite(construct: object): construct is Site {
    return #linksByHub in construct;
  }

  public readonly cluster: Cluster;
  public override readonly namespace: string;
  /** Whether the namespace is made by this site. */
  public readonly createsNamespace: boolean;
  /** The Skupper site. */
  public readonly skupper: SkupperSite;

  readonly #linksByHub = new Map<LinkTarget, SiteLink>();
  private readonly listenersByAddress = new Map<TelemetryAddress, SkupperListener>();
  private readonly madeExporters: LinkedExporter[] = [];

  /**
   * @throws ArgumentError if the id or the namespace is no DNS label, or a hub is linked twice
   */
  protected constructor(scope: Construct, id: string, props: SiteProps, kind: SiteKind) {
    const namespace = props.namespace ?? 'telemetry';
    const name = namespace instanceof ExistingNamespace ? namespace.name : namespace;
    super(scope, id, { namespace: name });
    requireDnsLabel(this, 'id', id);
    this.namespace = requireDnsLabel(this, 'namespace', name);
    this.createsNamespace = !(namespace instanceof ExistingNamespace);
    this.cluster = props.cluster ?? new Cluster(id);
    setPlacement(this, { site: id, role: kind.role, cluster: this.cluster, namespace: name });
    if (this.createsNamespace) {
      requireOwnNamespace(this, name);
      this.createNamespace();
    }
    this.skupper = new SkupperSite(this, 'skupper-site', {
      name: id,
      edge: kind.role === 'edge',
      ha: kind.ha,
      linkAccess: kind.linkAccess,
    });
    for (const link of props.links ?? []) this.addLink(link);
  }

  /** Name of the site: the construct's id. */
  public get siteName(): string {
    return this.node.id;
  }

  /** Whether this is a hub or an edge. */
  public abstract get role(): Placement['role'];

  /**
   * Links this site to a hub.
   *
   * @throws ArgumentError if the hub is this site, or is linked already
   */
  public addLink(link: SiteLink): this {
    const { hub } = link;
    if (hub === (this as Construct)) throw new ArgumentError(this, 'links', 'a site cannot link to itself', 'name another hub');
    if (this.#linksByHub.has(hub)) {
      throw new ArgumentError(this, 'links', `the hub ${hub.node.path} is linked already`, 'name each hub once');
    }
    this.#linksByHub.set(hub, link);
    if (link.secretOptions !== undefined)
      new SkupperLink(this, `link-${hub.siteName}`, {
        name: hub.siteName,
        ...link.secretOptions,
        ports: { ...hub.linkAccess.ports, ...link.secretOptions.ports },
      });
    return this;
  }

  /**
   * The exporter that sends telemetry to an address of the network. It makes the listener in this site, once for each
   * address, and is used in the pipelines of collectors of this site.
   *
   * @param address what a hub's `expose` returned
   */
  public exporterTo(address: TelemetryAddress, options: LinkedExporterOptions = {}): LinkedExporter {
    const exporter = new LinkedExporter(address, this.listenerFor(address), this.namespace, options);
    this.madeExporters.push(exporter);
    return exporter;
  }

  /** The links from this site. */
  public get links(): readonly SiteLink[] {
    return [...this.#linksByHub.values()];
  }

  /** The listeners of this site by the address they lead to. */
  public get listeners(): ReadonlyMap<TelemetryAddress, SkupperListener> {
    return new Map(this.listenersByAddress);
  }

  /** Everything that `exporterTo` returned. */
  public get exporters(): readonly LinkedExporter[] {
    return [...this.madeExporters];
  }

  /** What this site exposes. */
  public get addresses(): readonly TelemetryAddress[] {
    return [];
  }

  private listenerFor(address: TelemetryAddress): SkupperListener {
    const known = this.listenersByAddress.get(address);
    if (known !== undefined) return known;
    const { name, port, routingKey } = address;
    if (this.node.tryFindChild(`listener-${name}`) !== undefined) {
      throw new ArgumentError(
        this,
        'exporterTo',
        `another address named ${quote(name)} has a listener in this site`,
        'give the addresses different names in expose()',
      );
    }
    const listener = new SkupperListener(this, `listener-${name}`, { host: name, port, routingKey });
    this.listenersByAddress.set(address, listener);
    return listener;
  }

  private createNamespace(): void {
    const level = 'pod-security.kubernetes.io';
    new Manifest(this, 'namespace', {
      apiVersion: 'v1',
      kind: 'Namespace',
      name: this.namespace,
      clusterScoped: true,
      labels: { [`${level}/enforce`]: 'baseline', [`${level}/audit`]: 'restricted', [`${level}/warn`]: 'restricted' },
    });
  }
}

/** Namespaces of Kubernetes itself are there already, and are not to be relabelled. */
function requireOwnNamespace(site: Site, name: string): void {
  if (name !== 'default' && !name.startsWith('kube-')) return;
  throw new ArgumentError(
    site,
    'namespace',
    `the namespace ${quote(name)} belongs to Kubernetes`,
    `use another, or existingNamespace(${quote(name)})`,
  );
}
