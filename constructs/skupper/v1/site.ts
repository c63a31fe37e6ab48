import { Construct } from 'constructs';

import { isV1SiteName, SKUPPER_V1_SITE } from '../../security/v1/skupper-site';
import { requireInteger } from '../../synth/argument';
import { Manifest } from '../../synth/manifest';
import { groupKind, Phase } from '../../synth/phase';
import type { ManifestJson } from '../../synth/schema';
import { secretInOutput } from '../rules/secret-in-output';
import type { SkupperV1Options, V1Ingress } from './options';
import { pairs, v1Settings } from './settings';
import { PURE } from '../../synth/shape/pure';

/** How links come in to a Skupper v1 site. */
export interface V1Entrance {
  readonly ingress: V1Ingress;
  /** Host of the nodes, or domain of the ingress. @default - the cluster has it */
  readonly host?: string;
  /** Annotations of the ingresses. @default - none */
  readonly ingressAnnotations?: Readonly<Record<string, string>>;
  /** Annotations of the router's Service. @default - none */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
}

/** Properties of `SkupperV1Site`. */
export interface SkupperV1SiteProps extends SkupperV1Options {
  /** Name of the site in the Skupper network. */
  readonly name: string;
  /** Whether the router is an edge router: it dials out, holds one uplink and passes nothing on. @default false */
  readonly edge?: boolean;
  /** Pods of the router; at least 1. @default 1 */
  readonly routers?: number;
  /** How links come in. @default - they do not */
  readonly entrance?: V1Entrance;
  /** TCP connections that one link is made of; at least 1. @default - as many as the router has threads */
  readonly dataConnections?: number;
}

/**
 * The Skupper v1 site of a namespace: the ConfigMap that the site controller makes a router of. No password is ever in it.
 *
 * @see https://github.com/skupperproject/skupper/blob/1.9.6/cmd/site-controller/README.md
 */
export class SkupperV1Site extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if a value cannot be right, a console without a login would be published, or a label has a comma in it */
  public constructor(scope: Construct, id: string, props: SkupperV1SiteProps) {
    super(scope, id);
    const { name, edge = false, routers, entrance = { ingress: 'none' }, dataConnections } = props;
    const { router = {} } = props;
    const serviceAnnotations = { ...entrance.serviceAnnotations, ...router.serviceAnnotations };
    const settings = v1Settings(this, { ...props, router: { ...router, serviceAnnotations } });
    const ingressAnnotations = pairs(this, 'linkAccess', entrance.ingressAnnotations);
    const data: Readonly<Record<string, string>> = {
      name,
      // What came after both of these, `router-mode` and `ingress`, is read by newer ones of 1.x alone.
      edge: String(edge),
      'cluster-local': 'false',
      ingress: entrance.ingress,
      ...(entrance.host !== undefined && { 'ingress-host': entrance.host }),
      ...(ingressAnnotations !== undefined && { 'ingress-annotations': ingressAnnotations }),
      'service-controller': 'true',
      // Services of the network are made by it in all sites.
      'service-sync': 'true',
      ...(routers !== undefined && { routers: String(requireInteger(this, 'routers', routers, 1)) }),
      ...(dataConnections !== undefined && {
        'router-data-connection-count': String(requireInteger(this, 'router.dataConnections', dataConnections, 1)),
      }),
      ...settings,
    };
    this.manifest = new Manifest(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: SKUPPER_V1_SITE,
      phase: Phase.SITE,
      fields: { data: { ...data } },
      checks: [secretInOutput],
    });
  }
}

/** Whether an object is a Skupper v1 site. */
export function isV1Site({ apiVersion, kind, metadata }: Pick<ManifestJson, 'apiVersion' | 'kind' | 'metadata'>): boolean {
  return isV1SiteName(groupKind(apiVersion, kind), metadata.name);
}
