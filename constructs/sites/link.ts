import type { LinkHosts, LinkPorts } from '../skupper/endpoint';
import { ArgumentError, requireInteger } from '../synth/argument';
import type { HubAccess } from './hub-attributes';

/** A site that accepts links: a `PublicSite`, or a `HubReference` to one that another program describes. */
export interface LinkTarget {
  readonly role: 'hub';
  readonly siteName: string;
  readonly namespace: string;
  readonly cluster: { readonly name: string };
  /** How it is reached. */
  readonly access: HubAccess;
  /** Names of the hubs that it is known to be in one network with. @default - what the program says of their links */
  readonly network?: readonly string[];
}

/** Options of every kind of link. */
export interface LinkOptions {
  /**
   * What a connection over this link costs against others, between hubs: an integer of at least 1. Edges hold one link at a time,
   * and their order decides.
   *
   * @default 1
   */
  readonly cost?: number;
}

/** What a `SiteLink` has to know to link by a Secret that is already in the cluster. */
export interface SecretLinkOptions extends LinkOptions {
  /** Name of the Secret in the namespace of the linking site: type `kubernetes.io/tls`, with `ca.crt`, `tls.crt` and `tls.key`. */
  readonly secret: string;
  /**
   * Public host of the hub's router, as its certificate has it; one for both endpoints, or one for each.
   *
   * @default - that of the hub's `linkAccess`, where it is known before the cluster is there; a hub with two routers that are
   *   reached apart gets a link to each
   */
  readonly host?: string | LinkHosts;
  /** Ports of the hub's router. @default - those of the hub's `linkAccess` */
  readonly ports?: LinkPorts;
}

/** Where and by what a link by Secret is made. */
export interface SecretLink {
  readonly secret: string;
  /** Hosts of the hub's routers: a link is made to each. */
  readonly hosts: readonly (string | LinkHosts)[];
  readonly ports: LinkPorts;
}

/** How a site links to a hub; the hub is named once, as an object. */
export class SiteLink {
  /**
   * By a token: nothing of it is synthesized, since a token is a secret and is spent by its first use. The grant is made on
   * the hub and the token brought to the site when the clusters are there.
   *
   * @throws ArgumentError if the cost is no integer of at least 1
   * @see https://skupper.io/docs/refdog/concepts/access-token.html
   */
  public static token(hub: LinkTarget, options: LinkOptions = {}): SiteLink {
    return new SiteLink('SiteLink.token', hub, options, undefined);
  }

  /**
   * By a Secret with a client certificate, which somebody puts into the namespace of the site; the link itself is synthesized.
   *
   * @throws ArgumentError if host or ports are needed and not given, or the cost is no integer of at least 1
   */
  public static secret(hub: LinkTarget, options: SecretLinkOptions): SiteLink {
    const place = 'SiteLink.secret';
    requireHub(place, hub);
    const { hosts: first, secondHosts: second } = hub.access;
    const hosts = options.host === undefined ? [first, second].filter((host) => host !== undefined) : [options.host];
    if (hosts.length === 0) {
      const fix = `give the host, or a linkAccess that says it: LinkAccess.loadBalancer({ host })`;
      throw new ArgumentError(place, 'host', `where the hub ${hub.siteName} is reached is known to its cluster alone`, fix);
    }
    const ports = { ...hub.access.ports, ...options.ports };
    if (hub.access.type === 'nodeport' && (ports.interRouter === undefined || ports.edge === undefined)) {
      const fix = 'give the hub fixed ones: LinkAccess.nodePort({ host, ports }); or link by token';
      throw new ArgumentError(place, 'ports', `the ports of the hub ${hub.siteName} are known to its cluster alone`, fix);
    }
    return new SiteLink(place, hub, options, { secret: options.secret, hosts, ports });
  }

  public readonly hub: LinkTarget;
  /** What a connection over it costs, undefined if that was not said. */
  public readonly cost: number | undefined;
  /** @internal */
  public readonly secretLink: SecretLink | undefined;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'SiteLink';

  private constructor(place: string, hub: LinkTarget, options: LinkOptions, secretLink: SecretLink | undefined) {
    requireHub(place, hub);
    this.hub = hub;
    this.cost = options.cost === undefined ? undefined : requireInteger(place, 'cost', options.cost, 1);
    this.secretLink = secretLink;
  }

  /** Whether it is made by a token or by a Secret. */
  public get kind(): 'token' | 'secret' {
    return this.secretLink === undefined ? 'token' : 'secret';
  }
}

/** For programs whose types nobody checked. */
function requireHub(place: string, hub: Partial<LinkTarget> | undefined): void {
  if (hub?.access !== undefined) return;
  throw new ArgumentError(place, 'hub', 'has to be a hub: an edge accepts no links', 'give a PublicSite, or PublicSite.fromAttributes(…)');
}
