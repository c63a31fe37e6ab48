import type { ClusterName } from '../../security/cluster-host';
import type { LabelSelector } from '../../security/label-selector';
import type { Dial } from '../../security/network-member';
import type { Flow } from '../../security/network-policy';
import { addresses, everyPodOf, podsIn } from '../../security/peers';
import { tcp, tcpRange, type PolicyPort } from '../../security/ports';
import { record } from '../../synth/record';
import type { PolicyContext } from './guarded-site';
import { renderedObjects } from './rendered-objects';

/** The pods of a site's router. */
export const ROUTER_PODS: LabelSelector = { matchLabels: { 'skupper.io/component': 'router' } };
/** The port of a router at which it is managed: for the network observer. */
export const MANAGEMENT_PORT = 5671;
/** Ports that a router may choose for a listener, its own left out. */
export const LISTENER_PORTS: readonly PolicyPort[] = [tcpRange(1024, MANAGEMENT_PORT - 1), tcpRange(MANAGEMENT_PORT + 1, 65_535)];

const LISTENERS = ['Listener.skupper.io', 'MultiKeyListener.skupper.io'];

/** What pods have to be let out to, to reach what they dial. @param from namespace of the pods */
export function dialFlows(context: PolicyContext, from: string, dials: readonly Dial[]): readonly Flow[] {
  return dials.flatMap((dial): readonly Flow[] => {
    switch (dial.to) {
      case 'host':
        return hostFlows(context, from, dial.host, dial.port, dial.protocol);
      case 'port':
        return [{ peers: 'anybody', ports: [tcp(dial.port)] }];
      case 'addresses':
        return [{ peers: [addresses(dial.cidr)], ports: [tcp(dial.port)] }];
      case 'api-server':
        return [{ peers: 'anybody', ports: apiServerPorts(context) }];
      case 'anywhere':
        return [{ peers: 'anybody', ports: 'all' }];
    }
  });
}

/** Where pods of the cluster reach its API server. */
export function apiServerPorts({ site }: PolicyContext): readonly PolicyPort[] {
  return site.cluster.apiServerPorts.map(tcp);
}

/** What leads to a host: pods by what the program knows of them, else their namespace, else any address. */
export function hostFlows(
  context: PolicyContext,
  from: string,
  host: string,
  port: number | undefined,
  protocol: 'TCP' | 'UDP' = 'TCP',
): readonly Flow[] {
  const place = context.directory.placeOf(host, from);
  if (place === 'pod') return [];
  const ports: readonly PolicyPort[] = [port === undefined ? { protocol } : { protocol, port }];
  if (place === 'elsewhere') return [{ peers: 'anybody', ports }];
  const member = context.directory.tryFindMember(place);
  if (member !== undefined) return [{ peers: [podsIn(member.selectorIn(context.rendering), member.namespaces, from)], ports }];
  if (isListener(context, place)) return [{ peers: [podsIn(ROUTER_PODS, [place.namespace], from)], ports: LISTENER_PORTS }];
  const service = tryFindService(context, place, port);
  if (service?.external !== undefined) return [{ peers: 'anybody', ports }];
  if (service?.selector !== undefined) {
    return [{ peers: [podsIn(service.selector, [place.namespace], from)], ports: [service.port ?? { protocol }] }];
  }
  // The ports of its pods are known to the Service alone.
  return [{ peers: [everyPodOf(place.namespace, from)], ports: [{ protocol }] }];
}

function isListener({ site, rendering }: PolicyContext, { name, namespace }: ClusterName): boolean {
  if (namespace !== site.namespace) return false;
  return site.listenerHosts.has(name) || renderedObjects(site, LISTENERS, rendering).some(({ spec }) => spec['host'] === name);
}

/** What a Service leads to. */
export interface ServiceEnd {
  readonly selector?: LabelSelector;
  /** Port of the pods, undefined if they alone know it. */
  readonly port?: PolicyPort;
  /** Whether it stands for a host outside of the cluster. */
  readonly external?: string;
}

function tryFindService(
  { site, rendering }: PolicyContext,
  { name, namespace }: ClusterName,
  port: number | undefined,
): ServiceEnd | undefined {
  const services = renderedObjects(site, ['Service'], rendering);
  const found = services.find((service) => service.name === name && (service.namespace ?? site.namespace) === namespace);
  return found && endOfService(found.spec, port);
}

/** What a Service leads to at one of its ports. */
export function endOfService(spec: Readonly<Record<string, unknown>>, port: number | undefined): ServiceEnd {
  const { externalName, ports } = spec;
  const labels = record(spec['selector']) as Readonly<Record<string, string>>;
  if (typeof externalName === 'string') return { external: externalName };
  const own = (Array.isArray(ports) ? ports : []).map(record).find((one) => one['port'] === port);
  const target = own === undefined ? undefined : (own['targetPort'] ?? own['port']);
  return {
    ...(Object.keys(labels).length > 0 && { selector: { matchLabels: labels } }),
    ...(typeof target === 'number' && { port: tcp(target) }),
  };
}
