import type { InventoryEntry } from '../../../synth/inventory';
import { groupKind } from '../../../synth/phase';

/** Ends of addresses in one part of a network, and its links. */
export interface AddressEnds {
  readonly site: string | undefined;
  readonly connectors: readonly AddressEnd[];
  readonly listeners: readonly AddressEnd[];
  /** Number of its links that are objects. */
  readonly links: number;
}

/** One end of an address: its routing key, and the path of its construct. */
export interface AddressEnd {
  readonly key: string;
  readonly path: string;
}

/** Returns the ends of addresses among the objects of a part: a site, or everything outside of sites. */
export function endsOf(site: string | undefined, entries: readonly InventoryEntry[]): AddressEnds {
  const ends = (keysOf: (entry: InventoryEntry) => readonly string[]): readonly AddressEnd[] =>
    entries.flatMap((entry) => keysOf(entry).map((key) => ({ key, path: entry.path })));
  const links = entries.filter(({ json }) => LINK_KINDS.includes(groupKind(json.apiVersion, json.kind)));
  return { site, connectors: ends(connectorKeys), listeners: ends(listenerKeys), links: links.length };
}

const LINK_KINDS = ['Link.skupper.io', 'AccessToken.skupper.io'];

interface KeySpec {
  readonly routingKey?: string;
  readonly strategy?: {
    readonly priority?: { readonly routingKeys?: readonly string[] };
    readonly weighted?: { readonly routingKeys?: Readonly<Record<string, number>> };
  };
}

function connectorKeys({ json }: InventoryEntry): readonly string[] {
  const kind = groupKind(json.apiVersion, json.kind);
  if (kind !== 'Connector.skupper.io' && kind !== 'AttachedConnectorBinding.skupper.io') return [];
  return key(json['spec']);
}

function listenerKeys({ json }: InventoryEntry): readonly string[] {
  const spec = json['spec'] as KeySpec | undefined;
  switch (groupKind(json.apiVersion, json.kind)) {
    case 'Listener.skupper.io':
      return key(spec);
    case 'MultiKeyListener.skupper.io':
      return [...(spec?.strategy?.priority?.routingKeys ?? []), ...Object.keys(spec?.strategy?.weighted?.routingKeys ?? {})];
    default:
      return [];
  }
}

function key(spec: unknown): readonly string[] {
  const { routingKey } = (spec ?? {}) as KeySpec;
  return routingKey === undefined ? [] : [routingKey];
}
