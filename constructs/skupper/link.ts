import { Construct } from 'constructs';

import { Link, toJson_LinkSpec } from '../../imports/skupper.io';
import { requireDnsLabel, requireInteger, requirePort } from '../synth/argument';
import { Manifest } from '../synth/manifest';
import { EDGE_PORT, INTER_ROUTER_PORT, linkHosts, requireHost, type LinkHosts, type LinkPorts } from './endpoint';
import { requireSecretName } from './secret-name';
import { PURE } from '../synth/shape/pure';

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
  /** What a connection over this link costs against others: an integer of at least 1. Edge routers do not look at it. @default 1 */
  readonly cost?: number;
}

/**
 * A link to the router of another site.
 *
 * @see https://skupper.io/docs/refdog/resources/link.html
 */
export class SkupperLink extends Construct {
  protected static readonly [PURE]: readonly string[] = [];

  /** The Kubernetes object, for JSON patches. */
  public readonly manifest: Manifest;

  /** @throws ArgumentError if name, host, a port, the cost or the Secret's name cannot be right */
  public constructor(scope: Construct, id: string, props: SkupperLinkProps) {
    super(scope, id);
    const hosts = linkHosts(props.host);
    const secret = requireSecretName(this, 'secret', props.secret);
    const interRouter = requirePort(this, 'ports.interRouter', props.ports?.interRouter ?? INTER_ROUTER_PORT);
    const edge = requirePort(this, 'ports.edge', props.ports?.edge ?? EDGE_PORT);
    const cost = props.cost === undefined ? undefined : requireInteger(this, 'cost', props.cost, 1);
    // Both endpoints always: a router that does not find its own makes no connection and reports no error.
    const endpoints = [
      { name: 'inter-router', host: requireHost(this, 'host', hosts.interRouter), port: String(interRouter) },
      { name: 'edge', host: requireHost(this, 'host', hosts.edge), port: String(edge) },
    ];
    this.manifest = new Manifest(this, 'Resource', {
      ...Link.GVK,
      name: requireDnsLabel(this, 'name', props.name),
      fields: { spec: toJson_LinkSpec({ endpoints, tlsCredentials: secret, ...(cost !== undefined && { cost }) }) },
    });
  }
}
