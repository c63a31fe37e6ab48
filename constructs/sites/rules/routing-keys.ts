import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import type { HubNetworks } from '../links/hub-networks';
import { addressesOf } from '../addresses/address-listener';
import type { Site } from '../site';

/** The ends of addresses that a part of a network has, and its links. */
export interface AddressEnds {
  readonly site: string | undefined;
  readonly connectors: readonly AddressEnd[];
  readonly listeners: readonly AddressEnd[];
  /** Number of its links that are objects. */
  readonly links: number;
}

/** One end of an address: its routing key, and the path of its construct. */
interface AddressEnd {
  readonly key: string;
  readonly path: string;
}

/** The ends of addresses among the objects of a part: a site, or what is outside of sites. */
export function endsOf(site: string | undefined, entries: readonly InventoryEntry[]): AddressEnds {
  const ends = (keysOf: (entry: InventoryEntry) => readonly string[]): readonly AddressEnd[] =>
    entries.flatMap((entry) => keysOf(entry).map((key) => ({ key, path: entry.path })));
  const links = entries.filter(({ json }) => LINK_KINDS.includes(groupKind(json.apiVersion, json.kind)));
  return { site, connectors: ends(connectorKeys), listeners: ends(listenerKeys), links: links.length };
}

/** One end of an address: where it is. */
interface End {
  readonly path: string;
  readonly site: string | undefined;
}

/** A listener needs a connector of its routing key, in a site that links lead to. */
export class UnansweredListeners {
  private readonly connectors = new Map<string, End[]>();
  private readonly listeners: (End & { readonly key: string })[] = [];
  private readonly links = new Map<string | undefined, number>();

  public constructor(
    private readonly sites: readonly Site[],
    private readonly networks: HubNetworks,
  ) {}

  public see({ site, connectors, listeners, links }: AddressEnds): void {
    for (const { key, path } of connectors) {
      const known = this.connectors.get(key);
      if (known === undefined) this.connectors.set(key, [{ path, site }]);
      else known.push({ path, site });
    }
    for (const { key, path } of listeners) this.listeners.push({ key, path, site });
    if (links > 0) this.links.set(site, (this.links.get(site) ?? 0) + links);
  }

  public findings(): readonly LocatedFinding[] {
    const { networks } = this;
    const elsewhere = keysElsewhere(this.sites);
    const linkedByHand = handMadeLinks(this.sites, this.links);
    const networksOf = ({ site }: End): ReadonlySet<string> => (site === undefined ? new Set() : networks.of(site));
    return this.listeners.flatMap((listener): LocatedFinding[] => {
      const { key, path, site } = listener;
      const described = elsewhere.get(key);
      const there = this.connectors.get(key) ?? [];
      const known = { path, location: 'spec.routingKey' } as const;
      if (there.length === 0 && described === undefined) {
        return [
          {
            ...known,
            rule: 'address/not-exposed',
            message: `no connector of this network has the routing key ${key}`,
            fix: 'expose it on a hub: hub.expose(collector, receiver, { address }), and export to what that returns',
          },
        ];
      }
      const here = networksOf(listener);
      const reached = [...there.map(networksOf), ...(described === undefined ? [] : [networks.of(described)])];
      if (linkedByHand.has(site) || reached.some((others) => [...others].some((network) => here.has(network)))) return [];
      const where = there.length === 0 ? `the hub ${described ?? ''}` : there.map((other) => other.path).join(', ');
      return [
        {
          ...known,
          rule: 'address/no-route',
          message: `the routing key ${key} is exposed by ${where}, to which no links lead from here`,
          fix: `link the sites: links: [SiteLink.token(hub)]`,
        },
      ];
    });
  }
}

/** Routing keys of addresses of hubs that another program describes, with the hub. */
function keysElsewhere(sites: readonly Site[]): ReadonlyMap<string, string> {
  const own = new Set(sites.map(({ siteName }) => siteName));
  const addresses = sites.flatMap(({ listeners }) => listeners.flatMap(({ address }) => addressesOf(address)));
  return new Map(addresses.filter(({ siteName }) => !own.has(siteName)).map(({ routingKey, siteName }) => [routingKey, siteName]));
}

/** Sites with a link that this program made without `SiteLink`: where it leads is not known. */
function handMadeLinks(sites: readonly Site[], links: ReadonlyMap<string | undefined, number>): ReadonlySet<string | undefined> {
  const declared = new Map(
    sites.map(({ siteName, links: own }) => [siteName, own.reduce((count, { secretLink }) => count + (secretLink?.hosts.length ?? 0), 0)]),
  );
  return new Set([...links].filter(([site, count]) => count > (declared.get(site ?? '') ?? 0)).map(([site]) => site));
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
