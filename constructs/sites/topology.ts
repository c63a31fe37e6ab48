import { compareText } from '../synth/finding';
import type { InventoryEntry } from '../synth/inventory';
import { filePath } from '../synth/layout';
import { readinessOf } from '../synth/readiness';
import type { Site } from './site';

/** What `network.json` holds. It has no secret in it. */
export interface Topology {
  readonly version: 1;
  readonly sites: readonly TopologySite[];
  /** Every file below the output folder that synthesis wrote, this one left out. */
  readonly files: readonly string[];
}

/** One site of `network.json`. */
export interface TopologySite {
  readonly name: string;
  readonly role: 'hub' | 'edge';
  readonly folder: string;
  readonly cluster: { readonly name: string; readonly platform: string };
  readonly namespace: { readonly name: string; readonly created: boolean };
  readonly links: readonly { readonly hub: string; readonly by: 'token' | 'secret'; readonly secret?: string }[];
  readonly exposes: readonly {
    readonly address: string;
    readonly routingKey: string;
    readonly port: number;
    readonly collector: string;
    readonly signals: readonly string[];
  }[];
  readonly listens: readonly {
    readonly address: string;
    readonly routingKey: string;
    readonly host: string;
    readonly port: number;
    readonly hub: string;
  }[];
  readonly objects: readonly TopologyObject[];
}

/** One object of a site, and how its readiness shows. */
export interface TopologyObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly ready?: ReturnType<typeof readinessOf>;
}

/** Describes the network for the commands that work on its clusters. */
export function describeTopology(sites: readonly Site[], entries: readonly InventoryEntry[]): Topology {
  const bySite = new Map<string, InventoryEntry[]>();
  for (const entry of entries) {
    if (entry.placement === undefined) continue;
    const own = bySite.get(entry.folder);
    if (own === undefined) bySite.set(entry.folder, [entry]);
    else own.push(entry);
  }
  return {
    version: 1,
    sites: [...sites]
      .sort((a, b) => compareText(a.siteName, b.siteName))
      .map((site) => describeSite(site, bySite.get(site.siteName) ?? [])),
    files: [...new Set(entries.map(filePath))].sort(compareText),
  };
}

function describeSite(site: Site, entries: readonly InventoryEntry[]): TopologySite {
  return {
    name: site.siteName,
    role: site.role,
    folder: site.siteName,
    cluster: { name: site.cluster.name, platform: site.cluster.platform },
    namespace: { name: site.namespace, created: site.createsNamespace },
    links: site.links.map((link) => ({
      hub: link.hub.siteName,
      by: link.kind,
      ...(link.secretOptions && { secret: link.secretOptions.secret }),
    })),
    exposes: site.addresses.map(describeAddress),
    listens: [...site.listeners].map(([address, { host, port, routingKey }]) => ({
      address: address.name,
      routingKey,
      host,
      port,
      hub: address.hub.siteName,
    })),
    objects: entries.map(describeObject).sort((a, b) => compareText(objectKey(a), objectKey(b))),
  };
}

function describeAddress({ name, routingKey, port, collector, receiver }: Site['addresses'][number]): TopologySite['exposes'][number] {
  return { address: name, routingKey, port, collector: collector.name, signals: [...collector.signalsOf(receiver)].sort(compareText) };
}

function describeObject({ json: { apiVersion, kind, metadata } }: InventoryEntry): TopologyObject {
  const ready = readinessOf(apiVersion, kind);
  return {
    apiVersion,
    kind,
    ...(metadata.namespace !== undefined && { namespace: metadata.namespace }),
    name: metadata.name,
    ...(ready && { ready }),
  };
}

function objectKey({ apiVersion, kind, namespace = '', name }: TopologyObject): string {
  return [apiVersion, kind, namespace, name].join('\n');
}
