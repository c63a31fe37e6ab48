import { Construct } from 'constructs';

import { Link, toJson_LinkSpec } from '../../imports/skupper.io';
import { ArgumentError, quote, requireDnsLabel, requirePort } from '../synth/argument';
import { Manifest } from '../synth/manifest';

/** The port an interior router listens on for other interior routers. */
export const INTER_ROUTER_PORT = 55_671;
/** The port an interior router listens on for edge routers. */
export const EDGE_PORT = 45_671;

/** Ports at which the router of another site is reached. */
export interface LinkPorts {
  /** For interior routers, 1 to 65535. @default 55671 */
  readonly interRouter?: number;
  /** For edge routers, 1 to 65535. @default 45671 */
  readonly edge?: number;
}

/** Hosts at which the router of another site is reached, where they differ: routes of OpenShift have a host each. */
export interface LinkHosts {
  /** For interior routers. */
  readonly interRouter: string;
  /** For edge routers. */
  readonly edge: string;
}

/** Properties of `SkupperLink`. */
export interface SkupperLinkProps {
  /** Name of the resource: a DNS label. */
  readonly name: string;
  /**
   * Host of the other site's router, as its certificate has it among its DNS names or as common name: routers look at
   * nothing else, also for an IP address. One for both endpoints, or one for each.
   */
  readonly host: string | LinkHosts;
  /** Ports of the other site's router. @default - the router's own, 55671 and 45671 */
  readonly ports?: LinkPorts;
  /** Secret of type `kubernetes.io/tls` with `ca.crt`, `tls.crt` and `tls.key`: the client certificate of this site. */
  readonly secret: string;
}

/**
 * A link to the router of another site.
 *
 * @see https://skupper.io/docs/refdog/resources/link.html
 */
export class SkupperLink extends Construct {
  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if name, host, a port or the Secret's name cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperLinkProps) {
    super(scope, id);
    const { host } = props;
    const hosts = typeof host === 'string' ? { interRouter: host, edge: host } : host;
    requireHost(this, hosts.interRouter);
    requireHost(this, hosts.edge);
    const secret = requireSecretName(this, props.secret);
    const interRouter = requirePort(this, 'ports.interRouter', props.ports?.interRouter ?? INTER_ROUTER_PORT);
    const edge = requirePort(this, 'ports.edge', props.ports?.edge ?? EDGE_PORT);
    // Both endpoints always: a router that does not find its own makes no connection and reports no error.
    const endpoints = [
      { name: 'inter-router', host: hosts.interRouter, port: String(interRouter) },
      { name: 'edge', host: hosts.edge, port: String(edge) },
    ];
    this.manifest = new Manifest(this, 'Resource', {
      ...Link.GVK,
      name: requireDnsLabel(this, 'name', props.name),
      fields: { spec: () => toJson_LinkSpec({ endpoints, tlsCredentials: secret }) },
    });
  }
}

function requireHost(place: Construct, host: string): void {
  if (/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(host)) return;
  throw new ArgumentError(
    place,
    'host',
    `the host of a link has to be a host name or an IPv4 address, received ${quote(host)}`,
    'write the host alone: no scheme, no port',
  );
}

/** Secrets that the controller makes itself. */
const RESERVED_SECRETS = /^skupper-(site-server|site-ca|local-.*)$/;

function requireSecretName(place: Construct, name: string): string {
  if (/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name) && !name.endsWith('-profile') && !RESERVED_SECRETS.test(name)) return name;
  throw new ArgumentError(
    place,
    'secret',
    `the name of a Secret has to be a DNS name that does not end in -profile and is not one of Skupper's own, received ${quote(name)}`,
    'use lower-case letters, digits, "-" and "."',
  );
}
