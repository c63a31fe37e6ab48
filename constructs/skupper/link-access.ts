import { isIP } from 'node:net';

import { ACCESS_TYPES, DEFAULT_TYPE_VARIABLE, ENABLED_TYPES_VARIABLE, enabledAccessTypes, type AccessType } from '../access-types';
import { ArgumentError, quote, requirePort } from '../synth/argument';
import { linkHosts, requireHost, type LinkHosts, type LinkPorts } from './endpoint';
import type {
  ContourAccessOptions,
  GatewayAccessOptions,
  IngressAccessOptions,
  LoadBalancerAccessOptions,
  NodePortAccessOptions,
  PublishedAccessOptions,
  RouteAccessOptions,
} from './link-access-options';
import { ROUTER } from './router-access';
import { requireSecretName } from './secret-name';
import type { RouterServiceOptions } from './router-service';

/** What has to be there besides the site for links to come in. */
export interface LinkAccessPlan {
  readonly type: AccessType;
  /** Ports as they are dialled, undefined if only the cluster knows. */
  readonly ports?: Required<LinkPorts>;
  /** Hosts at which a router is dialled, by the name of the router; undefined if only the cluster knows. */
  readonly hosts?: (namespace: string, router: string) => LinkHosts;
  /** Settings of a `RouterAccess`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly ingressClassName?: string;
  /**
   * Where the hosts of the server certificate come from: the controller, which knows where it published the router, or this
   * program, since the controller does not.
   */
  readonly certificate: 'controller' | 'program';
  readonly serverSecret?: string;
  /** Objects of the controller that get annotations. */
  readonly annotated?: { readonly kind: string; readonly annotations: Readonly<Record<string, string>>; readonly byName: boolean };
  readonly service?: RouterServiceOptions;
  /** Host of the nodes, or domain of the published hosts, where the program states one. */
  readonly outside?: string;
  /** Environment variables that Skupper's controller needs beside its defaults. */
  readonly controller?: Readonly<Record<string, string>>;
}

/**
 * How links from other sites reach a hub's router. Each way asks for what it needs, and says what Skupper's controller has to
 * be told (`access.controller` in `network.json`).
 *
 * TLS goes through to the router in every case: nothing in front may end it.
 *
 * @see https://skupper.io/docs/refdog/resources/router-access.html
 */
export class LinkAccess {
  /** A Service of type LoadBalancer, ports 55671 and 45671. */
  public static loadBalancer(options: LoadBalancerAccessOptions = {}): LinkAccess {
    const place = 'LinkAccess.loadBalancer';
    const { host, annotations, serverSecret } = options;
    if (serverSecret !== undefined && host === undefined) {
      throw new ArgumentError(place, 'serverSecret', 'a certificate of your own is for a host, received none', 'give the host it is for');
    }
    return new LinkAccess(place, {
      type: 'loadbalancer',
      ports: ACCESS_TYPES.loadbalancer.ports,
      ...(host !== undefined && fixedHost(place, host)),
      certificate: host === undefined ? 'controller' : 'program',
      serverSecret,
      ...annotatedBy('loadbalancer', annotations),
    });
  }

  /** OpenShift routes with TLS passed through, port 443. */
  public static route(options: RouteAccessOptions = {}): LinkAccess {
    const { domain, annotations } = options;
    return new LinkAccess('LinkAccess.route', {
      type: 'route',
      ports: ACCESS_TYPES.route.ports,
      ...(domain !== undefined && { hosts: byResource('LinkAccess.route', domain), settings: { domain }, outside: domain }),
      certificate: 'controller',
      ...annotatedBy('route', annotations),
    });
  }

  /**
   * A port on every node, for example of kind on a laptop. Without `ports` the cluster chooses them, and Skupper's controller
   * needs the access type `nodeport` and the host.
   */
  public static nodePort(options: NodePortAccessOptions): LinkAccess {
    const place = 'LinkAccess.nodePort';
    const { host, ports, serverSecret } = options;
    requireHost(place, 'host', host);
    if (ports !== undefined) {
      const nodePorts = requireDistinct(place, host, requirePorts(place, ports));
      return new LinkAccess(place, {
        type: 'local',
        ...fixedHost(place, host),
        ports: nodePorts,
        certificate: 'program',
        serverSecret,
        service: { type: 'NodePort', nodePorts },
      });
    }
    if (serverSecret !== undefined) {
      const fix = 'give ports too, or leave serverSecret out';
      throw new ArgumentError(place, 'serverSecret', 'goes with ports, received none', fix);
    }
    // The host is known, the ports are not: there is nothing that a link by Secret could dial.
    return new LinkAccess(place, {
      type: 'nodeport',
      certificate: 'controller',
      outside: host,
      // The last for the server that tokens are spent at.
      controller: { ...enabled('nodeport'), [ACCESS_TYPES.nodeport.variables.host]: host, [DEFAULT_TYPE_VARIABLE]: 'nodeport' },
    });
  }

  /** An ingress of ingress-nginx, port 443, which has to run with `--enable-ssl-passthrough`. Not for a site with two routers. */
  public static ingressNginx(options: IngressAccessOptions): LinkAccess {
    return ingress('LinkAccess.ingressNginx', 'ingress-nginx', options);
  }

  /**
   * An ingress of any class, port 443. That its controller passes TLS through is for `annotations` or the class to say. Not for a
   * site with two routers. From Skupper 2.2.1 on.
   */
  public static ingress(options: IngressAccessOptions): LinkAccess {
    return ingress('LinkAccess.ingress', 'ingress', options);
  }

  /** A Gateway of the Gateway API with TLS routes, port 8443. */
  public static gateway(options: GatewayAccessOptions): LinkAccess {
    const place = 'LinkAccess.gateway';
    const { ports, variables } = ACCESS_TYPES.gateway;
    const port = requirePort(place, 'port', options.port ?? ports.edge);
    return new LinkAccess(place, {
      type: 'gateway',
      ports: { interRouter: port, edge: port },
      hosts: byResource(place, options.domain),
      certificate: 'controller',
      controller: {
        ...enabled('gateway'),
        [variables.className]: options.className,
        [variables.domain]: options.domain,
        ...(port !== ports.edge && { [variables.port]: String(port) }),
      },
    });
  }

  /** HTTPProxies of Contour with TLS passed through, port 443. */
  public static contour(options: ContourAccessOptions): LinkAccess {
    const place = 'LinkAccess.contour';
    const { ports, variables } = ACCESS_TYPES['contour-http-proxy'];
    return new LinkAccess(place, {
      type: 'contour-http-proxy',
      ports,
      hosts: byResource(place, options.domain),
      certificate: 'controller',
      outside: options.domain,
      controller: { ...enabled('contour-http-proxy'), [variables.domain]: options.domain },
    });
  }

  /** From within the cluster alone, for sites in other namespaces of it. */
  public static local(): LinkAccess {
    const hosts = (namespace: string, router: string): LinkHosts => linkHosts(`${router}.${namespace}`);
    return new LinkAccess('LinkAccess.local', {
      type: 'local',
      ports: ACCESS_TYPES.local.ports,
      hosts,
      certificate: 'controller',
    });
  }

  /**
   * Published by yourself: by a Service of your own, which this package makes with the right selector if `service` says which, or
   * by anything that passes TLS through to it. Tokens carry an address within the cluster here: link by Secret.
   */
  public static published(options: PublishedAccessOptions): LinkAccess {
    const place = 'LinkAccess.published';
    const { service, serverSecret, host } = options;
    const nodePorts = service === undefined ? undefined : requireService(place, service);
    return new LinkAccess(place, {
      type: 'local',
      ...fixedHost(place, host),
      ports: requireDistinct(place, host, requirePorts(place, { ...ACCESS_TYPES.local.ports, ...nodePorts, ...options.ports })),
      certificate: 'program',
      serverSecret,
      service,
    });
  }

  /** @internal */
  public readonly plan: LinkAccessPlan;
  /** Name of the factory, for messages. @internal */
  public readonly place: string;
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'LinkAccess';

  /** @internal */
  public static of(place: string, plan: LinkAccessPlan): LinkAccess {
    return new LinkAccess(place, plan);
  }

  private constructor(place: string, plan: LinkAccessPlan) {
    this.place = place;
    this.plan = plan;
    if (plan.serverSecret !== undefined) requireSecretName(place, 'serverSecret', plan.serverSecret);
  }

  /** Ports at which the hub's router is reached; undefined if only the cluster knows. */
  public get ports(): Required<LinkPorts> | undefined {
    return this.plan.ports && { ...this.plan.ports };
  }

  /** Hosts at which the router of a hub in this namespace is reached; undefined if only the cluster knows. */
  public hosts(namespace: string): LinkHosts | undefined {
    return this.plan.hosts?.(namespace, ROUTER);
  }

  /** Environment variables that the hub's Skupper controller needs beside its defaults. */
  public get controller(): Readonly<Record<string, string>> {
    return { ...this.plan.controller };
  }
}

function ingress(place: string, type: 'ingress' | 'ingress-nginx', options: IngressAccessOptions): LinkAccess {
  const { domain, className, annotations } = options;
  const { ports, variables } = ACCESS_TYPES[type];
  requireHost(place, 'domain', domain);
  return LinkAccess.of(place, {
    type,
    ports,
    hosts: (namespace) => ({ interRouter: `inter-router.${namespace}.${domain}`, edge: `edge.${namespace}.${domain}` }),
    ...(className !== undefined && { ingressClassName: className }),
    certificate: 'controller',
    ...annotatedBy(type, annotations),
    outside: domain,
    controller: { ...enabled(type), [variables.domain]: domain },
  });
}

/** The variable by which the controller enables a type in addition to its defaults. */
function enabled(type: AccessType): Readonly<Record<string, string>> {
  return { [ENABLED_TYPES_VARIABLE]: [...enabledAccessTypes(), type].join(',') };
}

/** Annotations for the object that the controller creates for a type. */
function annotatedBy(type: AnnotatedType, annotations: Readonly<Record<string, string>> | undefined): Pick<LinkAccessPlan, 'annotated'> {
  return annotations === undefined ? {} : { annotated: { ...ACCESS_TYPES[type].annotated, annotations } };
}

/** Types whose objects take annotations. */
type AnnotatedType = { [T in AccessType]: (typeof ACCESS_TYPES)[T]['annotated'] extends object ? T : never }[AccessType];

/** Hosts as they are for access types that make a resource for each port. */
function byResource(place: string, domain: string): (namespace: string, router: string) => LinkHosts {
  requireHost(place, 'domain', domain);
  return (namespace, router) => ({
    interRouter: `${router}-inter-router.${namespace}.${domain}`,
    edge: `${router}-edge.${namespace}.${domain}`,
  });
}

function fixedHost(place: string, host: string | LinkHosts): Pick<LinkAccessPlan, 'hosts'> {
  const hosts = linkHosts(host);
  requireHost(place, 'host', hosts.interRouter);
  requireHost(place, 'host', hosts.edge);
  return { hosts: () => ({ ...hosts }) };
}

/** One host with one port for both would leave what is in front no way to tell them apart. */
function requireDistinct(place: string, host: string | LinkHosts, ports: Required<LinkPorts>): Required<LinkPorts> {
  const { interRouter, edge } = linkHosts(host);
  if (interRouter !== edge || ports.interRouter !== ports.edge) return ports;
  const asked = `both kinds of routers would be sent to ${edge}:${String(ports.edge)}`;
  throw new ArgumentError(place, 'ports', asked, 'give different ports, or a host for each');
}

/** Ports of nodes go with the type that has them, which is not reached without. */
function requireService(
  place: string,
  { type = 'LoadBalancer', nodePorts, sourceRanges = [], loadBalancerIP }: RouterServiceOptions,
): LinkPorts | undefined {
  const refuse = (what: string, asked: string, fix: string): never => {
    throw new ArgumentError(place, `service.${what}`, asked, fix);
  };
  if (type === 'NodePort' && (nodePorts?.interRouter === undefined || nodePorts.edge === undefined)) {
    refuse('nodePorts', 'a Service of type NodePort is reached at ports that are known, received none for one of the two', 'give both');
  }
  if (type === 'ClusterIP' && nodePorts !== undefined) refuse('nodePorts', 'a Service of type ClusterIP has none', 'leave them out');
  const wrong = sourceRanges.find((range) => !isRange(range));
  if (wrong !== undefined)
    refuse('sourceRanges', `has to be addresses as CIDR, received ${quote(wrong)}`, 'write them like 203.0.113.0/24');
  if (loadBalancerIP !== undefined && isIP(loadBalancerIP) === 0) {
    refuse('loadBalancerIP', `has to be an address, received ${quote(loadBalancerIP)}`, 'give an IPv4 or IPv6 address');
  }
  return type === 'NodePort' ? nodePorts : undefined;
}

function isRange(range: string): boolean {
  const [address = '', bits = '', ...others] = range.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return others.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
}

function requirePorts(place: string, ports: Required<LinkPorts>): Required<LinkPorts> {
  const { interRouter, edge } = ports;
  requirePort(place, 'ports.interRouter', interRouter);
  requirePort(place, 'ports.edge', edge);
  return { interRouter, edge };
}
