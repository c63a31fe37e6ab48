import { ArgumentError, quote, requireInteger, type ArgumentPlace } from '../../synth/argument';
import { goDuration, millicores, quantity } from '../../synth/units';
import { requireV1Options } from './checks';
import type { SkupperV1Options, V1FlowCollectorOptions, V1PodOptions, V1Resources, V1RouterOptions } from './options';

/** Values by their keys, those that nothing was said of undefined. */
type Settings = Readonly<Record<string, string | undefined>>;

/**
 * The options of a Skupper v1 site by the keys of its ConfigMap.
 *
 * @throws ArgumentError if a value cannot be right, a console without a login would be published, or a label has what parts them in it
 */
export function v1Settings(place: ArgumentPlace, options: SkupperV1Options): Readonly<Record<string, string>> {
  requireV1Options(place, options);
  const { console, prometheus = {}, router = {}, controller = {}, configSync = {} } = options;
  const settings: Settings = {
    console: flag(console !== undefined),
    ...(console && {
      'console-authentication': console.authentication ?? 'internal',
      ...((console.authentication ?? 'internal') === 'internal' && { 'console-user': console.user ?? 'admin' }),
      'console-ingress': console.ingress ?? 'none',
    }),
    ...flowCollector(place, options),
    ...(options.prometheus && {
      'prometheus-external-server': prometheus.externalServer,
      'prometheus-server-authentication': prometheus.authentication ?? 'tls',
      'prometheus-server-pod-annotations': pairs(place, 'prometheus.podAnnotations', prometheus.podAnnotations),
      ...resources(place, 'prometheus', 'prometheus-server', prometheus),
    }),
    'rest-api': optionalFlag(options.restApi),
    'create-network-policy': optionalFlag(options.createNetworkPolicy),
    'cluster-permissions': optionalFlag(options.clusterPermissions),
    'enable-skupper-events': optionalFlag(options.skupperEvents),
    'service-sync-site-ttl': options.serviceSyncSiteTtl && goDuration(options.serviceSyncSiteTtl),
    'annotation-separator': options.annotationSeparator,
    'run-as-user': count(place, 'runAsUser', options.runAsUser, 1),
    'run-as-group': count(place, 'runAsGroup', options.runAsGroup, 1),
    'router-console': flag(options.routerConsole ?? false),
    ...pods(place, 'router', router),
    ...routerSettings(place, router),
    ...pods(place, 'controller', controller),
    ...resources(place, 'configSync', 'config-sync', configSync),
  };
  return Object.fromEntries(Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function flowCollector(place: ArgumentPlace, { console, flowCollector: own }: SkupperV1Options): Settings {
  if (console === undefined && own === undefined) return {};
  const options: V1FlowCollectorOptions = own ?? {};
  return {
    'flow-collector': 'true',
    'flow-collector-record-ttl': options.recordTtl && goDuration(options.recordTtl),
    ...resources(place, 'flowCollector', 'flow-collector', options),
  };
}

function routerSettings(place: ArgumentPlace, router: V1RouterOptions): Settings {
  return {
    'router-logging': router.logging,
    'xp-router-max-frame-size': count(place, 'router.maxFrameSize', router.maxFrameSize, 512),
    'xp-router-max-session-frames': count(place, 'router.maxSessionFrames', router.maxSessionFrames, 1),
    'router-drop-tcp-connections': optionalFlag(router.dropTcpConnections),
  };
}

function pods(place: ArgumentPlace, key: 'router' | 'controller', options: V1PodOptions): Settings {
  const text = (what: keyof V1PodOptions, given: Readonly<Record<string, string>> | undefined): string | undefined =>
    pairs(place, `${key}.${what}`, given);
  return {
    ...resources(place, key, key, options),
    [`${key}-pod-affinity`]: text('podAffinity', options.podAffinity),
    [`${key}-pod-antiaffinity`]: text('podAntiAffinity', options.podAntiAffinity),
    [`${key}-node-selector`]: text('nodeSelector', options.nodeSelector),
    [`${key}-pod-annotations`]: text('podAnnotations', options.podAnnotations),
    [`${key}-service-annotations`]: text('serviceAnnotations', options.serviceAnnotations),
    [`${key}-ingress-host`]: options.ingressHost,
    [`${key}-load-balancer-ip`]: options.loadBalancerIp,
  };
}

function resources(place: ArgumentPlace, what: string, key: string, options: V1Resources): Settings {
  const cpu = (field: 'millicores' | 'millicoresLimit'): string | undefined => {
    const amount = options[field];
    return amount === undefined ? undefined : millicores(requireInteger(place, `${what}.${field}`, amount, 1));
  };
  const memory = (field: 'memory' | 'memoryLimit'): string | undefined => {
    const size = options[field];
    return size && quantity(size);
  };
  return {
    [`${key}-cpu`]: cpu('millicores'),
    [`${key}-cpu-limit`]: cpu('millicoresLimit'),
    [`${key}-memory`]: memory('memory'),
    [`${key}-memory-limit`]: memory('memoryLimit'),
  };
}

/**
 * Pairs as Skupper v1 has them in one value: `a=b,c=d`, sorted.
 *
 * @throws ArgumentError if a key or value has a comma in it
 */
export function pairs(place: ArgumentPlace, what: string, given: Readonly<Record<string, string>> | undefined): string | undefined {
  const entries = Object.entries(given ?? {})
    .map(([key, value]) => `${key}=${value}`)
    .sort();
  const wrong = entries.find((entry) => entry.includes(','));
  if (wrong !== undefined) {
    const fix = 'leave it out: Skupper v1 would take it for two';
    throw new ArgumentError(place, what, `has a comma in it, received ${quote(wrong)}`, fix);
  }
  return entries.length === 0 ? undefined : entries.join(',');
}

function flag(value: boolean): string {
  return value ? 'true' : 'false';
}

function optionalFlag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : flag(value);
}

function count(place: ArgumentPlace, what: string, value: number | undefined, least: number): string | undefined {
  return value === undefined ? undefined : String(requireInteger(place, what, value, least));
}
