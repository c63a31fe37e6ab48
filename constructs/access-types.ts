/**
 * The access types of Skupper: each is a way in which the controller publishes the router of a hub. One row has every fact of a type; a fact
 * that a row lacks does not compile. Commands read this table without the library.
 *
 * @see https://skupper.io/docs/refdog/resources/router-access.html
 */

/** The port an interior router listens on for other interior routers. */
export const INTER_ROUTER_PORT = 55_671;
/** The port an interior router listens on for edge routers. */
export const EDGE_PORT = 45_671;

/** The variable that lists the access types which Skupper's controller has enabled. */
export const ENABLED_TYPES_VARIABLE = 'SKUPPER_ENABLED_ACCESS_TYPES';
/** The access type that the controller uses for what names none, such as its grant server. */
export const DEFAULT_TYPE_VARIABLE = 'SKUPPER_DEFAULT_ACCESS_TYPE';

/** Settings that the controller needs for an access type, by what they state. */
type AccessSetting = 'host' | 'domain' | 'className' | 'port';

/** The facts of an access type. */
export interface AccessTypeFacts {
  /** Whether the controller enables it by default. */
  readonly isEnabled: boolean;
  /** The first Skupper that has it: `v2` for all of v2. */
  readonly since: 'v2' | readonly [number, number, number];
  /** The platform that has it. */
  readonly platform: 'any' | 'openshift';
  /** From where the published address is reached. */
  readonly reach: 'anywhere' | 'cluster';
  /** Ports that links dial. `cluster`: only the cluster of the hub knows them. */
  readonly ports: { readonly interRouter: number; readonly edge: number } | 'cluster';
  /** Whose pods accept the connections of links in the cluster: the router's own, or those of another program in front of it. */
  readonly accepts: 'router' | 'proxy';
  /** What two routers of a site get: a host each, an address each, or the same host, which does not work. */
  readonly twoRouters: 'hosts' | 'addresses' | 'same-host';
  /** API versions and kinds that the controller creates and another program defines. */
  readonly kinds: readonly (readonly [apiVersion: string, kind: string])[];
  /** The object that takes annotations of the program, and whether it has the name of its router; `none` if no object takes them. */
  readonly annotated: { readonly kind: string; readonly byName: boolean } | 'none';
  /** The class of the ingresses that the controller creates unless told otherwise: `none` without ingresses, `cluster` for the cluster's default. */
  readonly ingressClass: 'none' | 'cluster' | { readonly name: string };
  /** Variables of the controller that the type needs. */
  readonly variables: { readonly [setting in AccessSetting]?: string };
}

const OWN_PORTS = { interRouter: INTER_ROUTER_PORT, edge: EDGE_PORT } as const;
const HTTPS_PORTS = { interRouter: 443, edge: 443 } as const;
const INGRESS_VARIABLES = { domain: 'SKUPPER_INGRESS_DOMAIN', className: 'SKUPPER_INGRESS_CLASS_NAME' } as const;

/** The access types, by Skupper's names. */
export const ACCESS_TYPES = {
  local: {
    isEnabled: true,
    since: 'v2',
    platform: 'any',
    reach: 'cluster',
    ports: OWN_PORTS,
    accepts: 'router',
    twoRouters: 'hosts',
    kinds: [],
    annotated: 'none',
    ingressClass: 'none',
    variables: {},
  },
  loadbalancer: {
    isEnabled: true,
    since: 'v2',
    platform: 'any',
    reach: 'anywhere',
    ports: OWN_PORTS,
    accepts: 'router',
    twoRouters: 'addresses',
    kinds: [],
    annotated: { kind: 'Service', byName: true },
    ingressClass: 'none',
    variables: {},
  },
  nodeport: {
    isEnabled: false,
    since: 'v2',
    platform: 'any',
    reach: 'anywhere',
    ports: 'cluster',
    accepts: 'router',
    twoRouters: 'hosts',
    kinds: [],
    annotated: 'none',
    ingressClass: 'none',
    variables: { host: 'SKUPPER_CLUSTER_HOST' },
  },
  route: {
    isEnabled: true,
    since: 'v2',
    platform: 'openshift',
    reach: 'anywhere',
    ports: HTTPS_PORTS,
    accepts: 'proxy',
    twoRouters: 'hosts',
    kinds: [['route.openshift.io/v1', 'Route']],
    annotated: { kind: 'Route', byName: false },
    ingressClass: 'none',
    variables: {},
  },
  'ingress-nginx': {
    isEnabled: false,
    since: 'v2',
    platform: 'any',
    reach: 'anywhere',
    ports: HTTPS_PORTS,
    accepts: 'proxy',
    // The hosts of an ingress have no place for the name of the second router.
    twoRouters: 'same-host',
    kinds: [],
    annotated: { kind: 'Ingress', byName: true },
    ingressClass: { name: 'nginx' },
    variables: INGRESS_VARIABLES,
  },
  ingress: {
    isEnabled: false,
    since: [2, 2, 1],
    platform: 'any',
    reach: 'anywhere',
    ports: HTTPS_PORTS,
    accepts: 'proxy',
    twoRouters: 'same-host',
    kinds: [],
    annotated: { kind: 'Ingress', byName: true },
    ingressClass: 'cluster',
    variables: INGRESS_VARIABLES,
  },
  'contour-http-proxy': {
    isEnabled: false,
    since: 'v2',
    platform: 'any',
    reach: 'anywhere',
    ports: HTTPS_PORTS,
    accepts: 'proxy',
    twoRouters: 'hosts',
    kinds: [['projectcontour.io/v1', 'HTTPProxy']],
    annotated: 'none',
    ingressClass: 'none',
    variables: { domain: 'SKUPPER_HTTP_PROXY_DOMAIN' },
  },
  gateway: {
    isEnabled: false,
    since: 'v2',
    platform: 'any',
    reach: 'anywhere',
    ports: { interRouter: 8443, edge: 8443 },
    accepts: 'proxy',
    twoRouters: 'hosts',
    kinds: [
      ['gateway.networking.k8s.io/v1', 'Gateway'],
      ['gateway.networking.k8s.io/v1alpha2', 'TLSRoute'],
    ],
    annotated: 'none',
    ingressClass: 'none',
    variables: { domain: 'SKUPPER_GATEWAY_DOMAIN', className: 'SKUPPER_GATEWAY_CLASS', port: 'SKUPPER_GATEWAY_PORT' },
  },
} as const satisfies Readonly<Record<string, AccessTypeFacts>>;

/** A way in which Skupper's controller can publish ports of a router. */
export type AccessType = keyof typeof ACCESS_TYPES;

/** The facts of an access type. */
export function accessTypeFacts(type: AccessType): AccessTypeFacts {
  return ACCESS_TYPES[type];
}

/** The facts of what a manifest or file names as an access type; undefined if Skupper has none of that name. */
export function tryFindAccessType(name: unknown): AccessTypeFacts | undefined {
  return typeof name === 'string' && Object.hasOwn(ACCESS_TYPES, name) ? ACCESS_TYPES[name as AccessType] : undefined;
}

/** Names of all access types. */
export function accessTypes(): readonly AccessType[] {
  return Object.keys(ACCESS_TYPES) as AccessType[];
}

/** Names of the access types that the controller enables by default, in Skupper's order. */
export function enabledAccessTypes(): readonly AccessType[] {
  return accessTypes().filter((type) => ACCESS_TYPES[type].isEnabled);
}
