import { Construct } from 'constructs';

import { RouterAccess, toJson_RouterAccessSpec } from '../../imports/skupper.io';
import { requireDnsSubdomain, requirePort } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import type { AccessType } from './access-type';
import { EDGE_PORT, INTER_ROUTER_PORT, type LinkPorts } from './endpoint';
import { requireSecretName } from './secret-name';
import { PURE } from '../synth/shape/pure';

/** The name by which the second router of a site with two looks for the first. */
export const ROUTER = 'skupper-router';
/** The second router of a site with two. */
export const SECOND_ROUTER = 'skupper-router-2';

/** Properties of `SkupperRouterAccess`. */
export interface SkupperRouterAccessProps {
  /** Name of the resource. A site with two routers needs `skupper-router`. @default 'skupper-router' */
  readonly name?: string;
  /** How the router's ports are published. @default - what the controller takes by default */
  readonly accessType?: AccessType;
  /** Ports that the router listens on. @default - 55671 and 45671 */
  readonly ports?: LinkPorts;
  /** Secret of type `kubernetes.io/tls` with the router's server certificate; generated under this name if `generate` says so. */
  readonly secret: string;
  /** Whether the controller makes the certificate, for the hosts at which it published the router. @default false */
  readonly generate?: boolean;
  /** Secret of the CA that signs a generated certificate. @default - the site's own */
  readonly issuer?: string;
  /** Address that the router listens on. @default - all */
  readonly bindHost?: string;
  /** Settings of the access type, for example `domain` of routes. @default - none */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Opens a site's router for links from other sites, where `linkAccess` of the site does not say enough.
 *
 * @see https://skupper.io/docs/refdog/resources/router-access.html
 */
export class SkupperRouterAccess extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if a name or port cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperRouterAccessProps) {
    super(scope, id);
    const { accessType, generate = false, issuer, bindHost, settings } = props;
    // Without them the router listens, and the Service says port 0.
    const roles = [
      { name: 'inter-router', port: requirePort(this, 'ports.interRouter', props.ports?.interRouter ?? INTER_ROUTER_PORT) },
      { name: 'edge', port: requirePort(this, 'ports.edge', props.ports?.edge ?? EDGE_PORT) },
    ];
    const tlsCredentials = requireSecretName(this, 'secret', props.secret);
    this.manifest = new Manifest(this, 'Resource', {
      ...RouterAccess.GVK,
      name: requireDnsSubdomain(this, 'name', props.name ?? ROUTER),
      fields: {
        spec: toJson_RouterAccessSpec({
          roles,
          tlsCredentials,
          ...(accessType !== undefined && { accessType }),
          ...(generate && { generateTlsCredentials: true }),
          ...(issuer !== undefined && { issuer }),
          ...(bindHost !== undefined && { bindHost }),
          ...(settings && { settings: { ...settings } }),
        }),
      },
    });
  }
}
