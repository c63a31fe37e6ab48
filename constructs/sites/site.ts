import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

import { CollectorPipeline } from '../collector/collector-pipeline';
import { OtlpReceiver } from '../collector/components/otlp-receiver';
import type { DeliveryOptions } from '../collector/delivery/delivery';
import { tryFindDirectory } from '../security/cluster-directory';
import type { SkupperSite } from '../skupper/skupper-site';
import type { SkupperV1Site } from '../skupper/v1/site';
import { ArgumentError, quote, requireDnsLabel, requireServiceName } from '../synth/argument';
import { generationOf, type Generation } from '../synth/generation';
import type { Manifest } from '../synth/manifest';
import { requireNewId } from '../synth/new-id';
import { setOutputFolder } from '../synth/output-place';
import { setPlacement, type Placement } from '../synth/placement';
import { bindRules } from '../synth/rule';
import type { AddressGroup } from './addresses/address-group';
import { AddressListener, listenerKey, type ListenOptions } from './addresses/address-listener';
import { Cluster } from './cluster';
import { addressOver, httpName } from './addresses/address-protocol';
import {
  placeOfReceiver,
  placeOfTarget,
  type ExposeCollectorOptions,
  type ExposeOptions,
  type ExposeServiceOptions,
  type PlaceAndPort,
} from './addresses/exposure';
import type { HubAccess } from './links/hub-attributes';
import { siteGenerationOf } from './generations';
import type { SiteLink } from './links/link';
import { LinkedExporter, type LinkedExporterOptions } from './addresses/linked-exporter';
import { noteSite } from './namespaces/namespace-level';
import { policyOptions } from './policies/policy-options';
import { SitePolicies } from './policies/site-policies';
import { addressReceiverUnused } from './rules/address-receiver-unused';
import { ServiceAddress } from './addresses/service-address';
import { ServiceTarget, type ExposedService, type ExposedWorkload } from './addresses/service-target';
import { announce } from './network/site-arrivals';
import { SitePlacement } from './site-placement';
import type { SiteKind, SiteProps } from './site-props';
import type { ExposingSite } from './rules/subjects/exposing-site';
import { generationUnavailable } from './routers/rules/generation-unavailable';
import type { SiteGeneration } from './routers/site-generation';
import type { SiteRouter } from './routers/site-router';
import {
  createNamespace,
  levelOf,
  SiteNamespace,
  splitNamespace,
  type ExistingNamespace,
  type NamespaceOptions,
} from './namespaces/site-namespace';
import { destinationElsewhere, TelemetryAddress, tryFindReceiver } from './addresses/telemetry-address';

/**
 * A place of the network: a namespace of a cluster with a Skupper site in it. `PublicSite` and `EdgeSite` are the two
 * kinds. A site is a cdk8s chart: anything else that belongs to it can be placed in it.
 */
export abstract class Site extends Chart {
  /** Whether a construct is a site. `instanceof` cannot tell: cdk8s makes it true for every chart. */
  public static isSite(construct: object): construct is Site {
    return #brand in construct;
  }

  public readonly cluster: Cluster;
  /** Where the site is written, below the output folder. */
  public readonly folder: string;
  public override readonly namespace: string;
  /** Whether the namespace is made by this site. */
  public readonly createsNamespace: boolean;
  /** The Namespace, for JSON patches; undefined if somebody else makes it. */
  public readonly namespaceManifest?: Manifest;
  /** The Skupper site: a resource, or with Skupper v1 its ConfigMap. */
  public readonly skupper: SkupperSite | SkupperV1Site;
  /** Which Skupper it runs. */
  public readonly generation: Generation;
  /** What differs in its generation. @internal */
  public readonly traits: SiteGeneration;

  readonly #brand = true;
  private readonly linksByHub = new Map<string, SiteLink>();
  private readonly namespacesByName = new Map<string, SiteNamespace>();
  private readonly listenersByName = new Map<string, AddressListener>();
  private readonly addressesByName = new Map<string, ServiceAddress>();
  private readonly madeExporters: LinkedExporter[] = [];
  private readonly hosts = new Map<string, 'exporters' | 'anybody'>();
  private readonly policies: SitePolicies | undefined;
  /** @internal */
  protected readonly router: SiteRouter;

  /**
   * @throws ArgumentError if the id or the namespace is no DNS label, the id is taken, a level is given for a namespace that is there
   *   already, the folder is no path, or a hub is linked twice
   */
  protected constructor(scope: Construct, id: string, props: SiteProps, kind: SiteKind) {
    const { role } = kind;
    const { name, isCreated } = splitNamespace(props.namespace ?? 'telemetry');
    requireNewId(scope, id);
    super(scope, id, { namespace: name });
    this.namespace = requireDnsLabel(this, 'namespace', name);
    this.createsNamespace = isCreated;
    this.cluster = props.cluster ?? new Cluster(id);
    this.folder = props.folder ?? id;
    if (props.folder !== undefined) setOutputFolder(this, props.folder);
    this.generation = generationOf(this);
    this.traits = siteGenerationOf(this);
    const policies = policyOptions(scope.node.root, this, this.traits, props.networkPolicies);
    setPlacement(this, new SitePlacement(id, role, this.cluster, name, this.namespacesByName, policies?.sidecarNamespaces ?? []));
    tryFindDirectory(this)?.addNamespace(name);
    noteSite(this, this.cluster.name);
    const level = levelOf(this, props.namespace ?? name, props);
    this.policies = policies && new SitePolicies(this, policies);
    if (isCreated) this.namespaceManifest = createNamespace(this, this, name, level ?? 'baseline');
    this.policies?.open(isCreated);
    const { router, legacy } = props;
    this.router = this.traits.createRouter(this, { ...kind, router, legacy });
    bindRules(this, this.router, ROUTER_RULES);
    this.skupper = this.router.skupper;
    for (const link of props.links ?? []) this.addLink(link);
    bindRules<ExposingSite>(this, this, EXPOSING_SITE_RULES);
    announce(this);
  }

  /** Name of the site: the construct's id. */
  public get siteName(): string {
    return this.node.id;
  }

  /** Whether this is a hub or an edge. */
  public abstract get role(): Placement['role'];

  /** How this site is reached by links; undefined for an edge, which accepts none. */
  public abstract get access(): HubAccess | undefined;

  /**
   * Links this site to a hub.
   *
   * @throws ArgumentError if the hub is this site, is linked already, or has its certificate in a Secret that is another's
   */
  public addLink(link: SiteLink): this {
    const { hub } = link;
    if (hub === (this as unknown)) throw new ArgumentError(this, 'links', 'a site cannot link to itself', 'name another hub');
    if (this.linksByHub.has(hub.siteName)) {
      throw new ArgumentError(this, 'links', `the hub ${hub.siteName} is linked already`, 'name each hub once');
    }
    this.linksByHub.set(hub.siteName, link);
    this.router.addLink(link);
    return this;
  }

  /** What asks Skupper v1 for the tokens that other sites link with; undefined if none is asked for. */
  public get tokenRequests(): Construct | undefined {
    return this.router.tokenRequests;
  }

  /** Name of the Secret on the hub by which a link of this site asks for its token; undefined if it asks for none. @internal */
  public tokenRequestOf(link: SiteLink): string | undefined {
    return this.router.tokenRequestOf(link);
  }

  /** Asks Skupper v1 for a token that another site links with. @internal */
  public requestToken(name: string): void {
    this.router.requestToken(name);
  }

  /**
   * A further namespace of this site's cluster: a chart, for collectors and workloads that live apart from the Skupper router.
   * The same one for the same name.
   *
   * @param namespace a name creates it; `existingNamespace('x')` uses one that is there
   * @throws ArgumentError if the name is no DNS label or is that of the site, or it is there with other options
   */
  public addNamespace(namespace: string | ExistingNamespace, options: NamespaceOptions = {}): SiteNamespace {
    const { name } = splitNamespace(namespace);
    if (name === this.namespace) {
      throw new ArgumentError(this, 'addNamespace', `the namespace ${quote(name)} is that of the site`, 'place things in the site itself');
    }
    const known = this.namespacesByName.get(name);
    if (known !== undefined && !known.isSame(namespace, options)) {
      const fix = 'call addNamespace once, and use what it returns';
      throw new ArgumentError(this, 'addNamespace', `the namespace ${quote(name)} is there already, with other options`, fix);
    }
    if (known !== undefined) return known;
    const made = new SiteNamespace(this, namespace, options);
    this.namespacesByName.set(name, made);
    tryFindDirectory(this)?.addNamespace(name);
    this.policies?.addNamespace(made, name, made.isCreated);
    return made;
  }

  /**
   * Puts the OTLP/gRPC port of a collector's receiver under an address of the network, or its OTLP/HTTP port: makes the connector, with the
   * selector, port and protocol that the collector and the receiver know.
   *
   * @returns what other sites give to `exporterTo`
   * @throws ArgumentError if the collector is a sidecar or not in this site, the receiver has the protocol switched off, or the address is taken
   */
  public expose(collector: CollectorPipeline, receiver: OtlpReceiver, options?: ExposeOptions): TelemetryAddress;
  /**
   * Puts a collector that this program does not make under an address of the network, for example one of a Helm chart.
   *
   * @returns what other sites give to `exporterTo`
   * @throws ArgumentError if the port or name is not known and not given, it is in another cluster, or the address is taken
   */
  public expose(target: ServiceTarget | ExposedService | ExposedWorkload, options: ExposeCollectorOptions): TelemetryAddress;
  /**
   * Puts any Service or workload under an address of the network: one of cdk8s-plus, or a `ServiceTarget` for what this program
   * does not make. TCP only.
   *
   * @returns what other sites give to `listenTo`
   * @throws ArgumentError if the port or name is not known and not given, it is in another cluster, or the address is taken
   */
  public expose(target: ServiceTarget | ExposedService | ExposedWorkload, options?: ExposeServiceOptions): ServiceAddress;
  public expose(
    target: CollectorPipeline | ServiceTarget | ExposedService | ExposedWorkload,
    second?: OtlpReceiver | ExposeServiceOptions | ExposeCollectorOptions,
    options: ExposeOptions = {},
  ): ServiceAddress {
    if (target instanceof CollectorPipeline) {
      const receiver = second as OtlpReceiver;
      const { protocol = 'grpc' } = options;
      const place = placeOfReceiver(this, target, receiver, protocol);
      target.exposed(receiver);
      return this.addAddress(options.address ?? target.name, place, (fields) => {
        return new TelemetryAddress(fields, { collector: target, receiver, ...(protocol === 'http' && { protocol }) });
      });
    }
    const { otlp, signals, ...given } = (second ?? {}) as ExposeServiceOptions & Partial<ExposeCollectorOptions>;
    const place = placeOfTarget(this, target, { ...given, otlp, signals });
    const made = this.addAddress(place.name, place, (fields) =>
      otlp === undefined
        ? new ServiceAddress(fields)
        : new TelemetryAddress(fields, { ...destinationElsewhere(fields, otlp, signals), isExternal: true }),
    );
    this.policies?.admitExposed(
      made.name,
      place,
      'host' in place.place && !(target instanceof ServiceTarget) ? ApiObject.of(target) : undefined,
    );
    return made;
  }

  /**
   * A Service in this site that leads to an address of the network, or to the first that can be reached of several
   * (`failover`, `weighted`). The same one for the same address.
   *
   * @param address what a site's `expose` returned
   * @throws ArgumentError if something else has a listener of that name, or it has one with another port
   */
  public listenTo(address: ServiceAddress | AddressGroup, options: ListenOptions = {}): AddressListener {
    const listener = this.listenerFor(address, options);
    this.hosts.set(address.name, 'anybody');
    return listener;
  }

  /** Names of the Services of its listeners, and which of them are for exporters of the program alone. @internal */
  public get listenerHosts(): ReadonlyMap<string, 'exporters' | 'anybody'> {
    return this.hosts;
  }

  private listenerFor(address: ServiceAddress | AddressGroup, options: ListenOptions): AddressListener {
    const { name } = address;
    const known = this.listenersByName.get(name);
    if (known !== undefined) {
      const [here, wanted] = [listenerKey(known.address), listenerKey(address)];
      if (here === wanted && known.port === (options.port ?? known.port)) return known;
      const fault = here === wanted ? `on port ${String(known.port)}` : `for ${here}, and this is for ${wanted}`;
      const fix =
        here === wanted ? 'use the one port for both' : 'give the addresses different names in expose(), or the group one by .named()';
      throw new ArgumentError(this, 'listenTo', `the site has a listener named ${quote(name)} ${fault}`, fix);
    }
    const listener = new AddressListener(this, this.router, address, options);
    this.listenersByName.set(name, listener);
    this.hosts.set(name, 'exporters');
    return listener;
  }

  /**
   * The exporter that sends telemetry to an address of the network, or to one of several. It makes the listener in this site,
   * once for each address, and is used in the pipelines of collectors of this site.
   *
   * @param address what `expose` of a site returned for a collector, or a `failover` or `weighted` group of such
   * @throws ArgumentError if the protocol is not that of the address, and its receiver is not known or does not have the protocol
   */
  public exporterTo(address: TelemetryAddress | AddressGroup<TelemetryAddress>, options: LinkedExporterOptions = {}): LinkedExporter {
    const { protocol, ...delivery } = options;
    const spoken = addressOver(this, address, protocol, (grpc) => this.overHttp(grpc));
    const exporter = this.exporterOver(this.listenerFor(spoken, {}), spoken, delivery);
    this.madeExporters.push(exporter);
    return exporter;
  }

  /** The address of OTLP/HTTP of the receiver behind an address of OTLP/gRPC: its site exposes it, unless it does already. */
  private overHttp(address: TelemetryAddress): TelemetryAddress {
    const { collector, receiver } = tryFindReceiver(address) ?? {};
    const site = collector?.node.scopes.find((scope) => Site.isSite(scope));
    if (site !== undefined && collector instanceof CollectorPipeline && receiver instanceof OtlpReceiver) {
      const known = site.addresses.find((other) => other instanceof TelemetryAddress && isHttpOf(other, address));
      if (known instanceof TelemetryAddress) return known;
      return site.expose(collector, receiver, { address: httpName(address.name), protocol: 'http' });
    }
    const fault = `the program does not know the receiver of the address ${address.name}, which speaks OTLP over gRPC`;
    throw new ArgumentError(
      this,
      'protocol',
      fault,
      "Use an address that is exposed over HTTP: expose(…, { protocol: 'http' }), or { otlp: 'http' } for an external collector.",
    );
  }

  /** The exporter that sends through a listener, or what stands before it. */
  protected exporterOver(
    listener: AddressListener,
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    options: DeliveryOptions,
  ): LinkedExporter {
    return LinkedExporter.over(listener, address, options);
  }

  /** The links from this site. */
  public get links(): readonly SiteLink[] {
    return [...this.linksByHub.values()];
  }

  /** The listeners of this site. */
  public get listeners(): readonly AddressListener[] {
    return [...this.listenersByName.values()];
  }

  /** Everything that `exporterTo` returned. */
  public get exporters(): readonly LinkedExporter[] {
    return [...this.madeExporters];
  }

  /** What this site exposes. */
  public get addresses(): readonly ServiceAddress[] {
    return [...this.addressesByName.values()];
  }

  private addAddress<A extends ServiceAddress>(
    address: string,
    place: PlaceAndPort,
    make: (fields: ConstructorParameters<typeof ServiceAddress>[0]) => A,
  ): A {
    const name = requireServiceName(this, 'address', address);
    if (this.addressesByName.has(name)) {
      throw new ArgumentError(this, 'address', `the address ${quote(name)} is exposed already`, 'choose another address');
    }
    const routingKey = this.router.expose(name, place);
    const made = make({ name, port: place.port, siteName: this.siteName, routingKey });
    this.addressesByName.set(name, made);
    return made;
  }
}

/** Whether an address is that of OTLP/HTTP for the receiver of another address. */
function isHttpOf(other: TelemetryAddress, address: TelemetryAddress): boolean {
  const [found, known] = [tryFindReceiver(other), tryFindReceiver(address)];
  return other.protocol === 'http' && found?.collector === known?.collector && found?.receiver.id === known?.receiver.id;
}

const ROUTER_RULES = [generationUnavailable];
const EXPOSING_SITE_RULES = [addressReceiverUnused];
