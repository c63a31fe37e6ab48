import type { Construct } from 'constructs';

import type { AccessType } from '../skupper/access-type';
import { isAddress } from '../skupper/endpoint';
import { LinkAccess } from '../skupper/link-access';
import { ArgumentError, pathBelow } from '../synth/argument';
import { isLegacy } from '../synth/generation';
import { Platform } from '../synth/placement';
import { describeAddress, type HubAccess, type HubAttributes } from './links/hub-attributes';
import { certificatesOf, type HubCertificates } from './links/hub-certificates';
import { HubNetworks } from './links/hub-networks';
import { HubReference, requireAttributes } from './links/hub-reference';
import type { LinkTarget } from './links/link';
import type { LinkCertificates } from './links/link-certificates';
import { addNetworkRules, findSites } from './network/network-rules';
import { describeAccess, describeV1Access, openEntrance, type EntranceOptions } from './links/router-entrance';
import { Site } from './site';
import type { SiteProps } from './site-props';
import { PURE } from '../synth/shape/pure';

/** Properties of `PublicSite`. */
export interface PublicSiteProps extends SiteProps {
  /** How links come in. @default - `LinkAccess.loadBalancer()`; on OpenShift `LinkAccess.route()` */
  readonly linkAccess?: LinkAccess;
  /** Whether two routers stand in for each other: failover, not throughput. @default false */
  readonly ha?: boolean;
  /**
   * Secret of a CA that signs the certificates of the routers, for a CA of your own: type `kubernetes.io/tls`, an RSA key in PKCS#1
   * form. Whoever has a certificate of it may link: it has to be for this network alone.
   *
   * @default - Skupper makes a CA
   */
  readonly issuer?: string;
  /**
   * Where the certificates of links come from that are not made by token: `SiteLink.certificates(hub)` of others is all there is
   * to say then. The hosts have to be known before the cluster is there (`linkAccess`), and links by token lead nowhere.
   *
   * @default - Skupper makes them; links are made by token or by Secret
   */
  readonly certificates?: LinkCertificates;
}

/** A site with a public address, a hub: other sites link to it. Its router is an interior router. */
export class PublicSite extends Site implements LinkTarget {
  protected static readonly [PURE]: readonly string[] = [];

  /**
   * A hub that another program describes, for the program of edges that link to it.
   *
   * @param attributes what `otel-skupper attributes` printed for the hub, as JSON that was read or imported
   * @throws ArgumentError if they are not that
   */
  public static fromAttributes(attributes: unknown): HubReference {
    return new HubReference(requireAttributes(attributes));
  }

  public override readonly role = 'hub';

  /** How links come in. */
  public readonly linkAccess: LinkAccess;
  /** Whether two routers stand in for each other. */
  public readonly ha: boolean;
  private readonly certificates: HubCertificates | undefined;

  /**
   * @throws ArgumentError if the id or the namespace is no DNS label, a hub is linked twice, routes are asked for outside of OpenShift,
   *   one address for two routers, or certificates for hosts that are not known
   */
  public constructor(scope: Construct, id: string, props: PublicSiteProps = {}) {
    const openshift = props.cluster?.platform === Platform.OPENSHIFT;
    const { ha = false, issuer, certificates, linkAccess = openshift ? LinkAccess.route() : LinkAccess.loadBalancer() } = props;
    requireOneAddress(pathBelow(scope, id), linkAccess, ha);
    requirePlatform(pathBelow(scope, id), linkAccess.plan.type, openshift);
    super(scope, id, props, { role: 'hub', ha, issuer, linkAccess, certificates });
    this.linkAccess = linkAccess;
    this.ha = ha;
    const { siteName, namespace, skupper } = this;
    addNetworkRules(this.node.root);
    if (isLegacy(this)) return;
    this.certificates = certificates && certificatesOf(this.node.path, certificates, { siteName, namespace, linkAccess, ha, issuer });
    const entrance: EntranceOptions = { linkAccess, namespace, ha, issuer, certificates: this.certificates };
    openEntrance(this, skupper, entrance);
  }

  /** How this hub is reached, as far as that is known before its cluster is there. */
  public override get access(): HubAccess {
    const { linkAccess, namespace, ha, certificates } = this;
    if (isLegacy(this)) return describeV1Access(linkAccess);
    return describeAccess({ linkAccess, namespace, ha, certificates });
  }

  /** What a program of edges has to know of this hub, for `PublicSite.fromAttributes`. No secret is in it. */
  public get attributes(): HubAttributes {
    return {
      name: this.siteName,
      cluster: { name: this.cluster.name },
      namespace: { name: this.namespace },
      access: this.access,
      network: new HubNetworks(findSites(this.node.root)).hubsWith(this.siteName),
      exposes: this.addresses.map(describeAddress),
      ...(isLegacy(this) && { generation: 'legacy' as const }),
    };
  }
}

/** Skupper makes a load balancer for each of two routers: they cannot share an address, only a name. */
function requireOneAddress(place: string, linkAccess: LinkAccess, ha: boolean): void {
  // A fixed address is the same in any namespace.
  const host = linkAccess.hosts('')?.edge ?? '';
  if (!ha || linkAccess.plan.type !== 'loadbalancer' || !isAddress(host)) return;
  const asked = `two routers get a load balancer each, and the address ${host} is one`;
  throw new ArgumentError(
    place,
    'linkAccess',
    asked,
    'put one Service before both: LinkAccess.published({ host, service: { loadBalancerIP } })',
  );
}

function requirePlatform(place: string, type: AccessType, openshift: boolean): void {
  if (type !== 'route' || openshift) return;
  throw new ArgumentError(
    place,
    'linkAccess',
    'routes are there on OpenShift only, and the cluster runs plain Kubernetes',
    'use LinkAccess.loadBalancer(), or a Cluster with Platform.OPENSHIFT',
  );
}
