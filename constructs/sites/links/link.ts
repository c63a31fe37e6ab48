import { accessTypeFacts } from '../../access-types';
import type { LinkHosts, LinkPorts } from '../../skupper/endpoint';
import { ArgumentError, requireDnsSubdomain, requireInteger } from '../../synth/argument';
import type { Generation } from '../../synth/generation';
import type { HubAccess } from './hub-attributes';
import type { IssuedBy } from './issued-certificate';
import type { LinkCertificates } from './link-certificates';

/** What the generation of a hub's Skupper means for links to it. */
export interface HubGeneration {
  /** Skupper with its major version, for messages. */
  readonly skupper: string;
  /** Whether it has no links but those by token. */
  readonly linksByTokensOnly: boolean;
}

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
  /** Which Skupper it runs. */
  readonly generation: Generation;
  /** What its generation means for links; by default they are made in every way. @internal */
  readonly traits?: HubGeneration;
  /** Asks it for a token, where that is part of the manifests. @internal */
  readonly requestToken?: (name: string) => void;
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

/** What a link by token may be told beside the hub. */
export interface TokenLinkOptions extends LinkOptions {
  /**
   * Name of the Secret on the hub that asks Skupper v1 for the token, in a network of the legacy generation. Several sites may share one.
   *
   * @default - `link-` and the name of the linking site
   */
  readonly request?: string;
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

/** What a link by certificates may be told beside the hub. */
export interface CertificateLinkOptions extends LinkOptions {
  /**
   * Where the certificate of the linking site comes from, for example an issuer that has another name in its cluster. It has to be of
   * the same CA. What it does not say, of times and keys too, is as the hub says; what it says of a server is not looked at.
   *
   * @default - as the hub says
   */
  readonly certificates?: LinkCertificates;
}

/** Where and by what a link is made that is not made by token. */
export interface SecretLink {
  readonly secret: string;
  /** Hosts of the hub's routers: a link is made to each. */
  readonly hosts: readonly (string | LinkHosts)[];
  readonly ports: LinkPorts;
  /** Whether the Secret is one of the certificates that the hub states. */
  readonly isCertified?: boolean;
  /** How cert-manager makes the Secret, if it does. */
  readonly issued?: IssuedBy;
}

/** How a site links to a hub; the hub is named once, as an object. */
export class SiteLink {
  /**
   * By a token: nothing of it is synthesized, since a token is a secret and is spent by its first use. The grant is made on
   * the hub and the token brought to the site when the clusters are there. With Skupper v1 the hub has a Secret that asks for it.
   *
   * @throws ArgumentError if the cost is no integer of at least 1, or the name of the request none of a Secret
   * @see https://skupper.io/docs/refdog/concepts/access-token.html
   */
  public static token(hub: LinkTarget, options: TokenLinkOptions = {}): SiteLink {
    const { request } = options;
    if (request !== undefined) requireDnsSubdomain('SiteLink.token', 'request', request);
    return new SiteLink('SiteLink.token', hub, options, undefined, request);
  }

  /**
   * By the certificates that the hub states (`PublicSite`'s prop `certificates`): there is nothing to run and nothing to carry over.
   * The linking site has a certificate of its own, under its name.
   *
   * @throws ArgumentError if the hub states none, or the cost is no integer of at least 1
   */
  public static certificates(hub: LinkTarget, options: CertificateLinkOptions = {}): SiteLink {
    const place = 'SiteLink.certificates';
    requireHub(place, hub);
    const stated = hub.access.certificates;
    if (hub.traits?.linksByTokensOnly === true)
      return new SiteLink(place, hub, options, { secret: '', isCertified: true, ...dialled(place, hub, {}) });
    if (stated === undefined) {
      const fix = 'state them at the hub: new PublicSite(…, { certificates: LinkCertificates.issuedBy({ name }) })';
      throw new ArgumentError(place, 'hub', `the hub ${hub.siteName} states no certificates that links are made by`, fix);
    }
    const own = options.certificates;
    const issued = own === undefined ? stated.issued : own.issuedLike(stated.issued);
    const secret = own?.client ?? stated.client.secret;
    return new SiteLink(place, hub, options, { ...dialled(place, hub, {}), secret, isCertified: true, ...(issued && { issued }) });
  }

  /**
   * By a Secret with a client certificate, which somebody puts into the namespace of the site; the link itself is synthesized.
   *
   * @throws ArgumentError if host or ports are needed and not given, or the cost is no integer of at least 1
   */
  public static secret(hub: LinkTarget, options: SecretLinkOptions): SiteLink {
    const place = 'SiteLink.secret';
    requireHub(place, hub);
    return new SiteLink(place, hub, options, { secret: options.secret, ...dialled(place, hub, options) });
  }

  public readonly hub: LinkTarget;
  /** What a connection over it costs, undefined if that was not said. */
  public readonly cost: number | undefined;
  /** Name of the Secret that asks Skupper v1 for the token, undefined if none was said. */
  public readonly request: string | undefined;
  /** @internal */
  public readonly secretLink: SecretLink | undefined;

  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'SiteLink';

  private constructor(place: string, hub: LinkTarget, options: LinkOptions, secretLink: SecretLink | undefined, request?: string) {
    requireHub(place, hub);
    this.request = request;
    this.hub = hub;
    this.cost = options.cost === undefined ? undefined : requireInteger(place, 'cost', options.cost, 1);
    this.secretLink = secretLink;
  }

  /** What it is made by: a token, certificates that the hub states, or a Secret of another kind. */
  public get kind(): 'token' | 'certificates' | 'secret' {
    if (this.secretLink === undefined) return 'token';
    return this.secretLink.isCertified === true ? 'certificates' : 'secret';
  }
}

/** Where the hub's routers are reached. */
function dialled(
  place: string,
  hub: LinkTarget,
  { host, ports: own }: Pick<SecretLinkOptions, 'host' | 'ports'>,
): Pick<SecretLink, 'hosts' | 'ports'> {
  // The site reports such a link, with everything else that its generation does not have.
  if (hub.traits?.linksByTokensOnly === true) return { hosts: [], ports: {} };
  const { hosts: first, secondHosts: second } = hub.access;
  const hosts = host === undefined ? [first, second].filter((known) => known !== undefined) : [host];
  if (hosts.length === 0) {
    const fix = `give the host, or a linkAccess that says it: LinkAccess.loadBalancer({ host })`;
    throw new ArgumentError(place, 'host', `where the hub ${hub.siteName} is reached is known to its cluster alone`, fix);
  }
  const ports = { ...hub.access.ports, ...own };
  if (accessTypeFacts(hub.access.type).ports === 'cluster' && (ports.interRouter === undefined || ports.edge === undefined)) {
    const fix = 'give the hub fixed ones: LinkAccess.nodePort({ host, ports }); or link by token';
    throw new ArgumentError(place, 'ports', `the ports of the hub ${hub.siteName} are known to its cluster alone`, fix);
  }
  return { hosts, ports };
}

/** For programs whose types nobody checked. */
function requireHub(place: string, hub: Partial<LinkTarget> | undefined): void {
  if (hub?.access !== undefined) return;
  throw new ArgumentError(place, 'hub', 'has to be a hub: an edge accepts no links', 'give a PublicSite, or PublicSite.fromAttributes(…)');
}
