import { EDGE_PORT, INTER_ROUTER_PORT, type LinkPorts } from './link';

/**
 * How links from other sites reach a hub's router. The controller makes a `RouterAccess` of it.
 *
 * @see https://skupper.io/docs/refdog/resources/site.html
 */
export class LinkAccess {
  /** A Service of type LoadBalancer, ports 55671 and 45671. */
  public static loadBalancer(): LinkAccess {
    return new LinkAccess('loadbalancer', { interRouter: INTER_ROUTER_PORT, edge: EDGE_PORT });
  }

  /** OpenShift routes with TLS passed through, port 443. */
  public static route(): LinkAccess {
    return new LinkAccess('route', { interRouter: 443, edge: 443 });
  }

  /** @internal */
  public readonly type: string;

  /** Ports at which the hub's router is reached. */
  public readonly ports: Required<LinkPorts>;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'LinkAccess';

  private constructor(type: string, ports: Required<LinkPorts>) {
    this.type = type;
    this.ports = ports;
  }
}
