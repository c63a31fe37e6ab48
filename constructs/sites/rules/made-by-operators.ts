import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { record } from '../../synth/record';
import { tryFindGenerationOfSite } from '../generations';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** An object that somebody may fight over: its place in the cluster, and whose it is. */
interface Claim {
  readonly place: string;
  readonly path: string;
  readonly kind: string;
  readonly name: string;
}

/**
 * Operators make objects under names of their own: a workload, Service or service account of that name would be fought over. Skupper makes a
 * Service named as a listener's host: where there is one already, the listener never gets ready.
 */
export function namesOfOperators(sites: readonly Site[]): NetworkRule {
  const made = new Map<string, string>();
  const addresses = servicesOfAddresses(sites);
  const named: Claim[] = [];
  const listeners: Claim[] = [];
  const dialled: Claim[] = [];
  return {
    see: (entry) => {
      const { apiVersion, kind, metadata, spec } = entry.json;
      const group = groupKind(apiVersion, kind);
      for (const [what, name] of madeFor(entry)) made.set(key(entry, what, name), entry.path);
      const claim = (what: string, name: string): Claim => ({ place: key(entry, what, name), path: entry.path, kind: what, name });
      if (NAMED.includes(group)) named.push(claim(kind, metadata.name));
      if (group === 'Connector.skupper.io') dialled.push(...serviceDialled(entry).map((service) => claim('Service', service)));
      if (LISTENERS.includes(group)) listeners.push(claim('Service', String((spec as { readonly host?: unknown } | undefined)?.host)));
    },
    findings: () => {
      const all = new Map([...addresses.map(({ place, path }): [string, string] => [place, path]), ...made]);
      return [
        ...takenNames(named, all),
        ...takenHosts(listeners, named, made),
        ...takenAddresses(addresses, made),
        ...circles(dialled, listeners),
      ];
    },
  };
}

function takenNames(named: readonly Claim[], made: ReadonlyMap<string, string>): LocatedFinding[] {
  return named.flatMap(({ place, path, kind, name }): LocatedFinding[] => {
    const owner = made.get(place);
    if (owner === undefined) return [];
    const message = `an operator makes a ${kind} ${name} for ${owner}`;
    return [{ rule: 'object/made-by-operator', path, location: 'metadata.name', message, fix: 'choose another name' }];
  });
}

function takenHosts(listeners: readonly Claim[], named: readonly Claim[], made: ReadonlyMap<string, string>): LocatedFinding[] {
  const services = new Map(made);
  for (const { place, path } of named) services.set(place, path);
  return listeners.flatMap(({ place, path, name }): LocatedFinding[] => {
    const owner = services.get(place);
    services.set(place, owner ?? path);
    if (owner === undefined) return [];
    return [
      {
        rule: 'listener/host-taken',
        path,
        location: 'spec.host',
        message: `the namespace has a Service ${name} already, from ${owner}`,
        fix: 'choose another name for the address: expose(…, { address })',
      },
    ];
  });
}

/** The Service of its own namespace that a connector dials, if it does. */
function serviceDialled({ json }: InventoryEntry): readonly string[] {
  const { host } = (json['spec'] ?? {}) as { readonly host?: unknown };
  const [name, namespace, kind] = typeof host === 'string' ? host.split('.') : [];
  const isService = namespace === undefined || (namespace === json.metadata.namespace && (kind === undefined || kind === 'svc'));
  return name !== undefined && name !== '' && isService ? [name] : [];
}

/** A connector that dials a listener's own Service: the router would connect to itself. */
function circles(dialled: readonly Claim[], listeners: readonly Claim[]): LocatedFinding[] {
  const made = new Map(listeners.map(({ place, path }) => [place, path]));
  return dialled.flatMap(({ place, path, name }): LocatedFinding[] => {
    const listener = made.get(place);
    if (listener === undefined) return [];
    const message = `the connector dials the Service ${name}, which Skupper makes for ${listener}: the router would connect to itself`;
    return [
      {
        rule: 'listener/host-taken',
        path,
        location: 'spec.host',
        message,
        fix: 'dial the Service that is meant, by a name that no address has',
      },
    ];
  });
}

const NAMED = ['Service', 'ServiceAccount', 'Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'];
const LISTENERS = ['Listener.skupper.io', 'MultiKeyListener.skupper.io'];

/** Services, workloads and service accounts that a controller makes for an object, as kind and name. */
function madeFor({ json }: InventoryEntry): readonly (readonly [string, string])[] {
  const { name } = json.metadata;
  const { mode, serviceAccount } = record(json['spec']);
  const generation = tryFindGenerationOfSite(json);
  if (generation !== undefined) return generation.createdFor(json);
  switch (groupKind(json.apiVersion, json.kind)) {
    case 'RouterAccess.skupper.io':
    case 'SecuredAccess.skupper.io':
      return [['Service', name]];
    case 'Jaeger.jaegertracing.io':
      return [...JAEGER_SUFFIXES.map((suffix) => ['Service', name + suffix] as const), ['Deployment', name], ['ServiceAccount', name]];
    case 'OpenTelemetryCollector.opentelemetry.io':
      if (mode === 'sidecar') return [];
      return [
        ...SUFFIXES.map((suffix) => ['Service', name + suffix] as const),
        [WORKLOADS[String(mode)] ?? 'Deployment', `${name}-collector`],
        ...(serviceAccount === undefined ? [['ServiceAccount', `${name}-collector`] as const] : []),
      ];
    default:
      return [];
  }
}

/** The Services of addresses that Skupper creates in every site, in generations where it does. */
function servicesOfAddresses(sites: readonly Site[]): readonly Claim[] {
  const own = sites.filter(({ traits }) => traits.createsServices);
  const addresses = own.flatMap((site) => site.addresses.map(({ name }) => ({ name, path: site.node.path, kind: 'Service' })));
  return own.flatMap(({ cluster, namespace }) =>
    addresses.map((address) => ({ ...address, place: keyOf(cluster.name, namespace, 'Service', address.name) })),
  );
}

/** An address of the name of a Service that an operator makes: what is for one of them would go to the other. */
function takenAddresses(addresses: readonly Claim[], made: ReadonlyMap<string, string>): LocatedFinding[] {
  const found = new Map<string, LocatedFinding>();
  for (const { place, path, name } of addresses) {
    const owner = made.get(place);
    if (owner === undefined) continue;
    found.set(`${path} ${name}`, {
      rule: 'listener/host-taken',
      path,
      location: `expose(${name})`,
      message: `Skupper makes a Service ${name} in every site, and an operator makes one for ${owner}`,
      fix: 'choose another name for the address: expose(…, { address })',
    });
  }
  return [...found.values()];
}

const JAEGER_SUFFIXES = ['-agent', '-collector', '-collector-headless', '-query'];
const SUFFIXES = ['-collector', '-collector-headless', '-collector-monitoring', '-collector-extension'];
const WORKLOADS: Readonly<Record<string, string | undefined>> = { daemonset: 'DaemonSet', statefulset: 'StatefulSet' };

function key(entry: InventoryEntry, kind: string, name: string): string {
  return keyOf(entry.cluster, entry.json.metadata.namespace ?? '', kind, name);
}

function keyOf(...parts: readonly [cluster: string, namespace: string, kind: string, name: string]): string {
  return parts.join('\n');
}
