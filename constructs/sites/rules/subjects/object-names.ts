import type { InventoryEntry } from '../../../synth/inventory';
import { groupKind } from '../../../synth/phase';
import type { ManifestJson } from '../../../synth/schema';
import type { Site } from '../../site';
import { CollectedSubject, type Collection } from './collected-subject';
import { createdFor } from './created-names';

/** Name of an object in a cluster, and the construct that uses the name. */
export interface NameClaim {
  /** Cluster, namespace, kind and name. */
  readonly place: string;
  readonly path: string;
  readonly kind: string;
  readonly name: string;
}

/** Names of Services, workloads and service accounts of a cluster. */
export interface ObjectNames {
  /** Names that controllers create. The value is the path of the construct that they are created for. */
  readonly created: ReadonlyMap<string, string>;
  /** Services of addresses that Skupper creates in every site. */
  readonly addresses: readonly NameClaim[];
  /** Names of objects of the program. */
  readonly own: readonly NameClaim[];
  /** Services that Skupper creates for listeners. */
  readonly listeners: readonly NameClaim[];
  /** Services that connectors dial. */
  readonly dialled: readonly NameClaim[];
}

/** Names of objects that controllers and the program create. */
export const OBJECT_NAMES = new CollectedSubject<ObjectNames>('names of objects', objectNames);

const NAMED = ['Service', 'ServiceAccount', 'Deployment.apps', 'StatefulSet.apps', 'DaemonSet.apps'];
const LISTENERS = ['Listener.skupper.io', 'MultiKeyListener.skupper.io'];

function objectNames(sites: readonly Site[]): Collection<ObjectNames> {
  const created = new Map<string, string>();
  const own: NameClaim[] = [];
  const listeners: NameClaim[] = [];
  const dialled: NameClaim[] = [];
  return {
    see: (entry) => {
      const { apiVersion, kind, metadata, spec } = entry.json;
      const group = groupKind(apiVersion, kind);
      for (const [what, name] of createdFor(entry.json)) created.set(placeOf(entry, what, name), entry.path);
      const claim = (what: string, name: string): NameClaim => ({ place: placeOf(entry, what, name), path: entry.path, kind: what, name });
      if (NAMED.includes(group)) own.push(claim(kind, metadata.name));
      if (group === 'Connector.skupper.io') dialled.push(...serviceDialled(entry.json).map((service) => claim('Service', service)));
      if (LISTENERS.includes(group)) listeners.push(claim('Service', String((spec as { readonly host?: unknown } | undefined)?.host)));
    },
    facts: () => [{ created, addresses: servicesOfAddresses(sites), own, listeners, dialled }],
  };
}

/** Returns the Service of its own namespace that a connector dials, if any. */
function serviceDialled(json: ManifestJson): readonly string[] {
  const { host } = (json['spec'] ?? {}) as { readonly host?: unknown };
  const [name, namespace, kind] = typeof host === 'string' ? host.split('.') : [];
  const isService = namespace === undefined || (namespace === json.metadata.namespace && (kind === undefined || kind === 'svc'));
  return name !== undefined && name !== '' && isService ? [name] : [];
}

/** Returns the Services of addresses, in generations in which Skupper creates them in every site. */
function servicesOfAddresses(sites: readonly Site[]): readonly NameClaim[] {
  const own = sites.filter(({ traits }) => traits.createsServices);
  const addresses = own.flatMap((site) => site.addresses.map(({ name }) => ({ name, path: site.node.path, kind: 'Service' })));
  return own.flatMap(({ cluster, namespace }) =>
    addresses.map((address) => ({ ...address, place: keyOf(cluster.name, namespace, 'Service', address.name) })),
  );
}

function placeOf(entry: InventoryEntry, kind: string, name: string): string {
  return keyOf(entry.cluster, entry.json.metadata.namespace ?? '', kind, name);
}

function keyOf(...parts: readonly [cluster: string, namespace: string, kind: string, name: string]): string {
  return parts.join('\n');
}
