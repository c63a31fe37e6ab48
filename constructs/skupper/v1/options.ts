import type { Duration, Size } from 'cdk8s';

/** Ways in that Skupper v1 makes for links and consoles. */
export const V1_INGRESSES = ['route', 'loadbalancer', 'nodeport', 'nginx-ingress-v1', 'contour-http-proxy', 'ingress', 'none'] as const;
/** A way in that Skupper v1 makes. */
export type V1Ingress = (typeof V1_INGRESSES)[number];

/**
 * What can be said of a Skupper v1 site beside what the site itself says. No password is among it: what it needs one for, it makes one.
 *
 * Skupper v1 reads this when it makes a site. Of a site that is there it changes what its router logs, and annotations: for anything else
 * the site has to be made anew.
 *
 * @see https://github.com/skupperproject/skupper/blob/1.9.6/cmd/site-controller/README.md
 */
export interface SkupperV1Options {
  /** Skupper's console. @default - none */
  readonly console?: V1ConsoleOptions;
  /** Who gathers what the console shows; it needs one. @default - with a console one as Skupper has it, else none */
  readonly flowCollector?: V1FlowCollectorOptions;
  /** The Prometheus of the flow collector. @default - one of Skupper's own */
  readonly prometheus?: V1PrometheusOptions;
  /** Whether the router serves a console of its own. Upstream advises against it. @default false */
  readonly routerConsole?: boolean;
  /** Whether the service controller serves its REST API. @default - with a console */
  readonly restApi?: boolean;
  /** Whether services of the network are for pods of the namespace alone, by a network policy of Skupper's. @default false */
  readonly createNetworkPolicy?: boolean;
  /** Whether Skupper may look into other namespaces, for targets there. @default false */
  readonly clusterPermissions?: boolean;
  /** Whether Skupper writes events. @default - as Skupper has it */
  readonly skupperEvents?: boolean;
  /** How long services of a site stay that is not heard of any more. @default - as Skupper has it */
  readonly serviceSyncSiteTtl?: Duration;
  /** What parts values within `skupper.io/…` annotations. @default ',' */
  readonly annotationSeparator?: string;
  /** User id of Skupper's pods; at least 1. @default - that of the images, or what OpenShift gives */
  readonly runAsUser?: number;
  /** Group id of Skupper's pods; at least 1. @default - that of the images, or what OpenShift gives */
  readonly runAsGroup?: number;
  /** The router's pods. @default - as Skupper has them */
  readonly router?: V1RouterOptions;
  /** The service controller's pod. @default - as Skupper has it */
  readonly controller?: V1PodOptions;
  /** The container beside the router that keeps its configuration. @default - as Skupper has it */
  readonly configSync?: V1Resources;
}

/** The console of a Skupper v1 site. */
export interface V1ConsoleOptions {
  /** Who is let in: users of OpenShift, one user whose password Skupper makes (Secret `skupper-console-users`), or anybody. @default 'internal' */
  readonly authentication?: 'openshift' | 'internal' | 'unsecured';
  /** Name of the user, for `internal`. @default 'admin' */
  readonly user?: string;
  /** How it is reached from outside of the cluster. @default 'none': by `kubectl port-forward` */
  readonly ingress?: V1Ingress;
}

/** What a container asks for and is bound to. */
export interface V1Resources {
  /** CPU that is requested, in thousandths of a core; at least 1. @default - none */
  readonly millicores?: number;
  /** Most CPU, in thousandths of a core; at least 1. @default - no bound */
  readonly millicoresLimit?: number;
  /** Memory that is requested. @default - none */
  readonly memory?: Size;
  /** Most memory. @default - no bound */
  readonly memoryLimit?: Size;
}

/** The flow collector of a Skupper v1 site. */
export interface V1FlowCollectorOptions extends V1Resources {
  /** How long records are kept. @default - as Skupper has it */
  readonly recordTtl?: Duration;
}

/** The Prometheus of a Skupper v1 site. */
export interface V1PrometheusOptions extends V1Resources {
  /** URL of one that is there already, in the place of Skupper's own. @default - Skupper's own */
  readonly externalServer?: string;
  /** Who is let in. @default 'tls' */
  readonly authentication?: 'tls' | 'unsecured';
  /** Annotations of its pod. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
}

/** Pods of a Skupper v1 site. */
export interface V1PodOptions extends V1Resources {
  /** Labels of pods that they are to be with. @default - none */
  readonly podAffinity?: Readonly<Record<string, string>>;
  /** Labels of pods that they are not to be with. @default - none */
  readonly podAntiAffinity?: Readonly<Record<string, string>>;
  /** Labels of the nodes that they run on. @default - any */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Annotations of the pods. @default - none */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Annotations of the Service. @default - none */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Host of the node, for a way in by node ports. @default - that of the way in */
  readonly ingressHost?: string;
  /** Address that the load balancer is asked for. @default - any */
  readonly loadBalancerIp?: string;
}

/** The router of a Skupper v1 site. */
export interface V1RouterOptions extends V1PodOptions {
  /** What the router logs, for example `info`, or `ROUTER:debug`. @default - as Skupper has it */
  readonly logging?: string;
  /** Largest frame between routers, in bytes; at least 512. @default 16384 */
  readonly maxFrameSize?: number;
  /** Most frames of a session; at least 1. @default 640 */
  readonly maxSessionFrames?: number;
  /** Whether TCP connections are ended when their router or link is gone. @default - as Skupper has it */
  readonly dropTcpConnections?: boolean;
}
