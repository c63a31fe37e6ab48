import type { InventoryEntry } from '../../../synth/inventory';
import { groupKind } from '../../../synth/phase';
import type { Placement, Platform } from '../../../synth/placement';
import { CollectedSubject, type Collection } from './collected-subject';

/** Spec of a Skupper site, with the fields that rules read. */
export interface SiteSpec {
  readonly edge?: unknown;
  readonly ha?: unknown;
  readonly linkAccess?: unknown;
  readonly defaultIssuer?: unknown;
}

/** Spec of a router access, with the fields that rules read. */
export interface AccessSpec {
  readonly roles?: readonly { readonly name?: unknown; readonly port?: unknown }[];
  readonly accessType?: unknown;
}

/** Spec of a link, with the fields that rules read. */
export interface LinkSpec {
  readonly endpoints?: readonly { readonly name?: unknown; readonly host?: unknown; readonly port?: unknown }[];
  readonly tlsCredentials?: unknown;
  readonly cost?: unknown;
}

/** Spec of a connector, with the fields that rules read. */
export interface ConnectorSpec {
  readonly tlsCredentials?: unknown;
}

/** Skupper resource, as it is rendered. */
export interface SkupperResource<T> {
  readonly path: string;
  readonly name: string;
  readonly spec: T;
  /** Role of its site; undefined outside of any site. */
  readonly role: Placement['role'] | undefined;
}

/** The Skupper resources of one namespace. */
export interface SkupperNamespace {
  readonly cluster: string;
  readonly namespace: string;
  /** Platform of the cluster, by the first resource of the namespace; undefined outside of any site. */
  readonly platform: Platform | undefined;
  readonly sites: readonly SkupperResource<SiteSpec>[];
  readonly accesses: readonly SkupperResource<AccessSpec>[];
  readonly grants: readonly SkupperResource<unknown>[];
  readonly links: readonly SkupperResource<LinkSpec>[];
  readonly connectors: readonly SkupperResource<ConnectorSpec>[];
}

/** The Skupper resources of one namespace. */
export const SKUPPER_NAMESPACE = new CollectedSubject<SkupperNamespace>('Skupper resources of a namespace', skupperNamespaces);

type ListName = 'sites' | 'accesses' | 'grants' | 'links' | 'connectors';

/** List of a namespace for each kind. */
const LISTS: Readonly<Record<string, ListName | undefined>> = {
  'Site.skupper.io': 'sites',
  'RouterAccess.skupper.io': 'accesses',
  'AccessGrant.skupper.io': 'grants',
  'Link.skupper.io': 'links',
  'Connector.skupper.io': 'connectors',
};

/** Namespace to which resources are added. The kind of a resource determines its spec. */
type Growing = Omit<SkupperNamespace, ListName> & Record<ListName, SkupperResource<object>[]>;

function skupperNamespaces(): Collection<SkupperNamespace> {
  const namespaces = new Map<string, Growing>();
  return {
    see: ({ cluster, json, path, placement }: InventoryEntry) => {
      const list = LISTS[groupKind(json.apiVersion, json.kind)];
      if (list === undefined) return;
      const { name, namespace = '' } = json.metadata;
      const key = `${cluster}\n${namespace}`;
      const parts = namespaces.get(key) ?? emptyNamespace(cluster, namespace, placement?.cluster.platform);
      namespaces.set(key, parts);
      parts[list].push({ path, name, spec: json['spec'] ?? {}, role: placement?.role });
    },
    facts: () => [...namespaces.values()],
  };
}

function emptyNamespace(cluster: string, namespace: string, platform: Platform | undefined): Growing {
  return { cluster, namespace, platform, sites: [], accesses: [], grants: [], links: [], connectors: [] };
}
