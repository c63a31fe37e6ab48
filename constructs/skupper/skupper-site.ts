import { Construct } from 'constructs';

import { Site, toJson_SiteSpec, type SiteSpec } from '../../imports/skupper.io';
import type { AccessType } from '../access-types';
import { requireDnsSubdomain, requireInteger } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { PURE } from '../synth/shape/pure';
import { siteEdgeHa } from './rules/site-edge-ha';
import { siteEdgeLinkAccess } from './rules/site-edge-link-access';

/** What can be said of a site's router. */
export interface RouterOptions {
  /** Name of the sizing that Skupper's administrator prepared: CPU and memory of the router. @default - the controller's default */
  readonly size?: string;
  /** Whether two routers rather run on different nodes. @default true */
  readonly spreadOverNodes?: boolean;
  /** TCP connections that one link to an interior router is made of; at least 1. @default - as many as the router has threads */
  readonly dataConnections?: number;
  /** How many certificates that were replaced stay valid; at least 0. @default 2 */
  readonly priorCertificates?: number;
  /** Service account of the router, which has to have the rights of Skupper's own. @default - the controller makes one */
  readonly serviceAccount?: string;
}

/** Properties of `SkupperSite`. */
export interface SkupperSiteProps {
  /** Name of the site in the Skupper network. */
  readonly name: string;
  /** Whether the router is an edge router: it dials out, holds one uplink and passes nothing on. @default false */
  readonly edge?: boolean;
  /** Whether two routers stand in for each other. Not for an edge. @default false */
  readonly ha?: boolean;
  /** How links from other sites come in, if the controller opens the router. @default - it does not */
  readonly linkAccess?: AccessType;
  /** Class of the ingress, for the access types `ingress` and `ingress-nginx`. @default - the controller's */
  readonly ingressClassName?: string;
  /** Secret of the CA that signs certificates of this site. @default 'skupper-site-ca', which the controller makes */
  readonly issuer?: string;
  /** The router. @default - as the controller has it */
  readonly router?: RouterOptions;
}

/** A spec that loses its last field by server-side apply becomes null, which is refused. */
const NOTHING_SAID: SiteSpec = { edge: false };

/**
 * The Skupper site of a namespace; its router carries the network.
 *
 * @see https://skupper.io/docs/refdog/resources/site.html
 */
export class SkupperSite extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if a name or number cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperSiteProps) {
    super(scope, id);
    const { edge = false, ha = false, linkAccess, issuer } = props;
    if (issuer !== undefined) requireDnsSubdomain(this, 'issuer', issuer);
    const { serviceAccount } = props.router ?? {};
    if (serviceAccount !== undefined) requireDnsSubdomain(this, 'router.serviceAccount', serviceAccount);
    const settings = settingsOf(this, props);
    const spec: SiteSpec = {
      ...(linkAccess !== undefined && { linkAccess }),
      ...(edge && { edge }),
      ...(ha && { ha }),
      ...(issuer !== undefined && { defaultIssuer: issuer }),
      ...(serviceAccount !== undefined && { serviceAccount }),
      ...(Object.keys(settings).length > 0 && { settings }),
    };
    this.manifest = new Manifest(this, 'Resource', {
      ...Site.GVK,
      name: props.name,
      fields: {
        spec: toJson_SiteSpec(Object.keys(spec).length === 0 ? NOTHING_SAID : spec),
      },
      checks: [siteEdgeHa, siteEdgeLinkAccess],
    });
  }
}

/** Settings by the names that the controller reads, which are not all those that its CRD names. */
function settingsOf(place: Construct, { ingressClassName, router = {} }: SkupperSiteProps): Record<string, string> {
  const { size, spreadOverNodes = true, dataConnections, priorCertificates } = router;
  const count = (what: string, value: number, min: number): string => String(requireInteger(place, `router.${what}`, value, min));
  return {
    ...(size !== undefined && { size: requireDnsSubdomain(place, 'router.size', size) }),
    ...(!spreadOverNodes && { 'disable-anti-affinity': 'true' }),
    ...(dataConnections !== undefined && { 'router-data-connection-count': count('dataConnections', dataConnections, 1) }),
    ...(priorCertificates !== undefined && { 'tls-prior-valid-revisions': count('priorCertificates', priorCertificates, 0) }),
    ...(ingressClassName !== undefined && { ingressClassName: requireDnsSubdomain(place, 'ingressClassName', ingressClassName) }),
  };
}
