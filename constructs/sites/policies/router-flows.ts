import { accessTypeFacts, EDGE_PORT, INTER_ROUTER_PORT, tryFindAccessType } from '../../access-types';
import { parseSelector, selects } from '../../security/label-selector';
import type { NetworkMember } from '../../security/network-member';
import type { Flow, PolicyFlows } from '../../security/network-policy';
import { addresses, CLUSTER_PODS, everyPodOf, podsIn, type PolicyPeer } from '../../security/peers';
import { ALL_TCP, tcp } from '../../security/ports';
import { record, records } from '../../synth/record';
import type { SiteLink } from '../links/link';
import { apiServerPorts, hostFlows, LISTENER_PORTS, MANAGEMENT_PORT, ROUTER_PODS } from './destinations';
import type { PolicyContext } from './guarded-site';
import { renderedObjects, type RenderedObject } from './rendered-objects';

/** Health and metrics of the router share a port, and health of what adapts it has one: probes come from the nodes. */
const PROBE_PORTS = [tcp(9090), tcp(9191)];
/** Metrics of what adapts the router. */
const METRICS_PORT = tcp(9000);

/** Kinds that say what a router does. */
const ROUTER_KINDS = ['Site', 'RouterAccess', 'Link', 'Listener', 'MultiKeyListener', 'Connector', 'AttachedConnector'];
/** Labels of its pods that a Service may select them by. */
const ROUTER_LABELS = {
  application: 'skupper-router',
  'app.kubernetes.io/name': 'skupper-router',
  'app.kubernetes.io/part-of': 'skupper',
  'skupper.io/component': 'router',
  'skupper.io/type': 'site',
};

/** What the router of a site takes and makes. */
export function routerFlows(context: PolicyContext): PolicyFlows {
  const { namespace } = context.site;
  const objects = routerObjects(context, ROUTER_KINDS);
  const of = (...kinds: readonly string[]): readonly RenderedObject[] =>
    objects.filter(({ kind }) => kinds.some((name) => kind === `${name}.skupper.io`));
  const sites = of('Site');
  const isHa = sites.some(({ spec }) => spec['ha'] === true);
  const entrance = entranceFlows(context, sites, of('RouterAccess'));
  return {
    ingress: [
      { peers: 'anybody', ports: PROBE_PORTS },
      { peers: [CLUSTER_PODS], ports: [METRICS_PORT] },
      ...entrance,
      ...of('Listener', 'MultiKeyListener').flatMap((listener) => listenerFlows(context, listener)),
      ...(context.options.networkObserver === true ? [{ peers: [everyPodOf(namespace, namespace)], ports: [tcp(MANAGEMENT_PORT)] }] : []),
    ],
    egress: [
      { peers: 'anybody', ports: apiServerPorts(context) },
      ...(isHa ? [{ peers: [podsIn(ROUTER_PODS, [namespace], namespace)], ports: [tcp(INTER_ROUTER_PORT)] }] : []),
      ...of('Link').flatMap((link) => linkFlows(context, link)),
      ...context.site.links.flatMap((link) => hubFlows(context, link)),
      ...of('Connector', 'AttachedConnector').flatMap((connector) => connectorFlows(context, connector)),
    ],
  };
}

/** Whether the router connects to a port of pods. */
export function routerDials(context: PolicyContext, member: NetworkMember, port: number): boolean {
  const { site, directory, rendering } = context;
  return routerObjects(context, ['Connector', 'AttachedConnector']).some(({ spec, namespace = site.namespace }) => {
    if (spec['port'] !== port) return false;
    const { selector, host } = spec;
    if (typeof selector === 'string') {
      const parsed = parseSelector(selector);
      return parsed !== undefined && member.namespaces.includes(namespace) && selects(parsed, member.labelsIn(rendering));
    }
    const place = typeof host === 'string' ? directory.placeOf(host, site.namespace) : 'elsewhere';
    return typeof place !== 'string' && directory.tryFindMember(place) === member;
  });
}

/** Objects that are for this site's router. */
function routerObjects({ site, rendering }: PolicyContext, kinds: readonly string[]): readonly RenderedObject[] {
  const names = kinds.map((kind) => `${kind}.skupper.io`);
  return renderedObjects(site, names, rendering).filter(({ kind, namespace, spec }) =>
    kind === 'AttachedConnector.skupper.io' ? spec['siteNamespace'] === site.namespace : (namespace ?? site.namespace) === site.namespace,
  );
}

/** Where links come in. */
function entranceFlows(context: PolicyContext, sites: readonly RenderedObject[], accesses: readonly RenderedObject[]): readonly Flow[] {
  const linkAccess = sites.map(({ spec }) => spec['linkAccess']).find((type) => type !== undefined && type !== '' && type !== 'none');
  const roles = accesses.flatMap(({ spec }) => records(spec['roles']));
  const opened = roles.flatMap(({ port }) => (typeof port === 'number' ? [tcp(port)] : []));
  const ports = [...(linkAccess === undefined ? [] : [tcp(INTER_ROUTER_PORT), tcp(EDGE_PORT)]), ...opened];
  if (ports.length === 0) return [];
  const isLocal = linkAccess === undefined && accesses.every(({ spec }) => tryFindAccessType(spec['accessType'])?.reach === 'cluster');
  const sources = isLocal ? knownSources(context) : undefined;
  if (sources === undefined) return [{ peers: 'anybody', ports }];
  // Routers of the same cluster need no load balancer.
  const routers: PolicyPeer = { podSelector: ROUTER_PODS, namespaceSelector: {} };
  return [{ peers: [...sources.map(addresses), routers], ports }];
}

/** The addresses that links come from, where every Service before the router lets in those alone, and passes them on as they are. */
function knownSources({ site, rendering }: PolicyContext): readonly string[] | undefined {
  const services = renderedObjects(site, ['Service'], rendering).filter(({ namespace = site.namespace, spec }) => {
    const labels = record(spec['selector']) as Readonly<Record<string, string>>;
    return namespace === site.namespace && Object.keys(labels).length > 0 && selects({ matchLabels: labels }, ROUTER_LABELS);
  });
  const ranges = services.map(({ spec }) => {
    const { type, externalTrafficPolicy, loadBalancerSourceRanges: sources } = spec;
    if (type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local' || !Array.isArray(sources)) return [];
    return sources.map(String);
  });
  return ranges.length === 0 || ranges.some(({ length }) => length === 0) ? undefined : ranges.flat();
}

/** Who uses a listener: those that the program knows, and everybody if it is not theirs alone. */
function listenerFlows({ site, options, directory, rendering }: PolicyContext, { spec }: RenderedObject): readonly Flow[] {
  const { namespace } = site;
  const name = String(spec['host']);
  const known = directory.diallersOf({ name, namespace }, Number(spec['port']), rendering).map((member) => {
    const others = member.isSidecar ? (options.sidecarNamespaces ?? []) : [];
    return podsIn(member.selectorIn(rendering), [...member.namespaces, ...others], namespace);
  });
  const isOwn = site.listenerHosts.get(name) === 'exporters';
  const peers = isOwn ? known : [...known, CLUSTER_PODS];
  return peers.length === 0 ? [] : [{ peers, ports: LISTENER_PORTS }];
}

/** A link by Secret. */
function linkFlows({ site }: PolicyContext, { spec }: RenderedObject): readonly Flow[] {
  const wanted = site.role === 'edge' ? 'edge' : 'inter-router';
  const endpoints = (Array.isArray(spec['endpoints']) ? spec['endpoints'] : []).map(record);
  return endpoints
    .filter(({ name }) => name === wanted)
    .map(({ port }): Flow => ({ peers: 'anybody', ports: [/^\d+$/.test(String(port)) ? tcp(Number(port)) : ALL_TCP] }));
}

/** A link by token, and what both kinds need where the hub is on the same cluster. */
function hubFlows({ site }: PolicyContext, { hub, kind }: SiteLink): readonly Flow[] {
  const role = site.role === 'edge' ? 'edge' : 'interRouter';
  const port = hub.access.ports?.[role];
  const dialled: readonly Flow[] = kind === 'secret' ? [] : [{ peers: 'anybody', ports: [port === undefined ? ALL_TCP : tcp(port)] }];
  if (hub.cluster.name !== site.cluster.name) return dialled;
  // Within a cluster connections come out at pods, whatever port was dialled.
  const own = tcp(role === 'edge' ? EDGE_PORT : INTER_ROUTER_PORT);
  const routers: Flow = { peers: [podsIn(ROUTER_PODS, [hub.namespace], site.namespace)], ports: [own] };
  const isDirect = accessTypeFacts(hub.access.type).accepts === 'router';
  return [...dialled, routers, ...(isDirect ? [] : [{ peers: [CLUSTER_PODS], ports: [ALL_TCP] }])];
}

/** What an address leads to. */
function connectorFlows(context: PolicyContext, { spec, namespace }: RenderedObject): readonly Flow[] {
  const { site } = context;
  const { selector, host, port } = spec;
  if (typeof port !== 'number') return [];
  if (typeof selector !== 'string') return typeof host === 'string' ? hostFlows(context, site.namespace, host, port) : [];
  const parsed = parseSelector(selector);
  return parsed === undefined ? [] : [{ peers: [podsIn(parsed, [namespace ?? site.namespace], site.namespace)], ports: [tcp(port)] }];
}
