import type { LinkHosts, LinkPorts } from './endpoint';
import type { RouterServiceOptions } from './router-service';

/** Options of `LinkAccess.loadBalancer`. */
export interface LoadBalancerAccessOptions {
  /**
   * Fixed address or DNS name at which the load balancer will be reached, where that is known beforehand: links by Secret need
   * it, and the router's certificate is made for it.
   *
   * @default - only the cluster knows; links by token learn it from there
   */
  readonly host?: string;
  /** Annotations of the Service, for the cloud's load balancer or for external-dns. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Secret of type `kubernetes.io/tls` with a server certificate of your own, for `host`. @default - Skupper makes one */
  readonly serverSecret?: string;
}

/** Options of `LinkAccess.route`. */
export interface RouteAccessOptions {
  /** Domain of the routes: hosts are `skupper-router-edge.<namespace>.<domain>` and so on. @default - OpenShift chooses the hosts */
  readonly domain?: string;
  /** Annotations of the routes. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Options of `LinkAccess.nodePort`. */
export interface NodePortAccessOptions {
  /** Host or address of a node. Skupper's controller has to be told the same one, unless `ports` are given. */
  readonly host: string;
  /**
   * Ports of the nodes, 30000 to 32767 unless the cluster says otherwise. The router is then published by a Service of this
   * package, and links by Secret know where.
   *
   * @default - the cluster chooses; links by token learn them from there
   */
  readonly ports?: Required<LinkPorts>;
  /** Secret of type `kubernetes.io/tls` with a server certificate of your own, for `host`; goes with `ports`. @default - Skupper makes one */
  readonly serverSecret?: string;
}

/** Options of `LinkAccess.ingressNginx` and `LinkAccess.ingress`. */
export interface IngressAccessOptions {
  /** Domain of the hosts, `edge.<namespace>.<domain>` and so on. Skupper's controller has to be told the same one. */
  readonly domain: string;
  /** Class of the ingress. @default - `nginx`, or what the controller is told */
  readonly className?: string;
  /** Annotations of the ingress. @default - none beside Skupper's own */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Options of `LinkAccess.gateway`. */
export interface GatewayAccessOptions {
  /** Domain of the hosts, `skupper-router-edge.<namespace>.<domain>` and so on. Skupper's controller has to be told the same one. */
  readonly domain: string;
  /** Class of the Gateway that the controller makes. It has to be told the same one. */
  readonly className: string;
  /** Port of the Gateway, 1 to 65535. @default 8443 */
  readonly port?: number;
}

/** Options of `LinkAccess.contour`. */
export interface ContourAccessOptions {
  /** Domain of the hosts, `skupper-router-edge.<namespace>.<domain>` and so on. Skupper's controller has to be told the same one. */
  readonly domain: string;
}

/** Options of `LinkAccess.published`. */
export interface PublishedAccessOptions {
  /** Host at which the router is reached; one for both kinds of routers, or one for each. */
  readonly host: string | LinkHosts;
  /** Ports at which the router is reached. @default - 55671 and 45671, or the ports of the nodes that `service` names */
  readonly ports?: LinkPorts;
  /**
   * A Service that this package makes for the router's pods: `skupper-router-public`, for both routers where there are two.
   *
   * @default - none: publish Skupper's own Service `skupper-router` by other means; with two routers one of type ClusterIP, since
   *   Skupper's own leads to one of them
   */
  readonly service?: RouterServiceOptions;
  /** Secret of type `kubernetes.io/tls` with a server certificate of your own, for `host`. @default - Skupper makes one */
  readonly serverSecret?: string;
}
