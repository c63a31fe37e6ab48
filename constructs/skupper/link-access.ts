/**
 * How links from other sites reach a hub's router. The controller makes a `RouterAccess` of it.
 *
 * @see https://skupper.io/docs/refdog/resources/site.html
 */
export class LinkAccess {
  /** A Service of type LoadBalancer, ports 55671 and 45671. */
  public static loadBalancer(): LinkAccess {
    return new LinkAccess('loadbalancer');
  }

  /** OpenShift routes with TLS passed through, port 443. */
  public static route(): LinkAccess {
    return new LinkAccess('route');
  }

  /** @internal */
  public readonly type: string;

  private constructor(type: string) {
    this.type = type;
  }
}
