import type { TopologySite } from '../../constructs';
import type { ClusterClient } from '../cluster/cluster-client';
import { ClusterError } from '../cluster/cluster-error';
import type { KubeObject, ObjectName } from '../cluster/kube-object';
import { statusGenerationOf } from './generations';
import { SiteSnapshot, type Seen } from './site-snapshot';
import { usedSecrets } from './used-secrets';

type KindPlace = Omit<ObjectName, 'name'> & { readonly namespace: string };

/** Kinds in the namespace of a site that are listed in every generation, though the manifests may have none of them. */
const OF_SITE: readonly (readonly [string, string])[] = [
  ['apps/v1', 'Deployment'],
  ['v1', 'Service'],
];

/**
 * Looks at what the cluster of a site has of it: a request for each kind and namespace, and one for each Secret in use.
 *
 * @throws ClusterError if the cluster cannot be asked
 */
export async function lookAtSite(client: ClusterClient, site: TopologySite): Promise<SiteSnapshot> {
  const snapshot = new SiteSnapshot(client.context);
  const [first, ...others] = placesOf(site);
  // The first request tells whether there is a cluster, before many ask for it.
  if (first !== undefined) await listInto(snapshot, client, first);
  const names = [...namesOf(site), ...statusGenerationOf(site).namesOf(site)];
  await Promise.all([
    ...others.map((place) => listInto(snapshot, client, place)),
    ...names.map((name) => findInto(snapshot, client, name)),
  ]);
  await Promise.all(secretsOf(site, snapshot).map((name) => findInto(snapshot, client, name)));
  return snapshot;
}

function secretsOf(site: TopologySite, snapshot: SiteSnapshot): readonly ObjectName[] {
  return usedSecrets(site, snapshot).map((name) => ({ apiVersion: 'v1', kind: 'Secret', namespace: site.namespace.name, name }));
}

function placesOf(site: TopologySite): readonly KindPlace[] {
  const { namespace, objects } = site;
  const ofSite = [...statusGenerationOf(site).kinds, ...OF_SITE].map(([apiVersion, kind]) => ({
    apiVersion,
    kind,
    namespace: namespace.name,
  }));
  const ofManifests = objects.flatMap((object) =>
    object.namespace === undefined || isSingle(object)
      ? []
      : [{ apiVersion: object.apiVersion, kind: object.kind, namespace: object.namespace }, ...childrenOf(object, object.namespace)],
  );
  return [...new Map([...ofSite, ...ofManifests].map((place) => [JSON.stringify(place), place])).values()];
}

/** What says more of an object than its own status. */
function childrenOf({ kind }: ObjectName, namespace: string): readonly KindPlace[] {
  return kind === 'OpenTelemetryCollector' ? [{ apiVersion: 'apps/v1', kind: 'DaemonSet', namespace }] : [];
}

function namesOf({ objects }: TopologySite): readonly ObjectName[] {
  return objects.filter((object) => object.namespace === undefined || isSingle(object));
}

/** A list of Secrets would bring those of others. */
function isSingle({ apiVersion, kind }: ObjectName): boolean {
  return apiVersion === 'v1' && kind === 'Secret';
}

async function listInto(snapshot: SiteSnapshot, client: ClusterClient, place: KindPlace): Promise<void> {
  const { apiVersion, kind, namespace } = place;
  snapshot.remember(place, await see(() => client.list(apiVersion, kind, { namespace })));
}

async function findInto(snapshot: SiteSnapshot, client: ClusterClient, name: ObjectName): Promise<void> {
  const seen = await see(async () => {
    const found = await client.find(name);
    return found === undefined ? [] : [withoutValues(found)];
  });
  snapshot.remember(name, seen);
}

/** Nobody needs the values of a Secret here. */
function withoutValues(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret') return object;
  const { data = {} } = object;
  return { ...object, data: Object.fromEntries(Object.keys(data).map((key) => [key, ''])) };
}

async function see(look: () => Promise<Seen>): Promise<Seen> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ClusterError && error.fault === 'forbidden') return 'hidden';
    if (error instanceof ClusterError && error.fault === 'unknown-kind') return 'unknown-kind';
    throw error;
  }
}
