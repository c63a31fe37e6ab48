import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import type { HubNetworks } from '../links/hub-networks';
import { addressesOf } from '../addresses/address-listener';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** One end of an address: where it is. */
interface End {
  readonly path: string;
  readonly site: string | undefined;
}

/** A listener needs a connector of its routing key, in a site that links lead to. */
export function unansweredListeners(sites: readonly Site[], networks: HubNetworks): NetworkRule {
  const connectors = new Map<string, End[]>();
  const listeners: (End & { readonly key: string })[] = [];
  const links = new Map<string | undefined, number>();
  return {
    see: (entry) => {
      const end: End = { path: entry.path, site: entry.placement?.site };
      for (const key of connectorKeys(entry)) connectors.set(key, [...(connectors.get(key) ?? []), end]);
      for (const key of listenerKeys(entry)) listeners.push({ ...end, key });
      if (LINK_KINDS.includes(groupKind(entry.json.apiVersion, entry.json.kind))) links.set(end.site, (links.get(end.site) ?? 0) + 1);
    },
    findings: () => {
      const elsewhere = keysElsewhere(sites);
      const linkedByHand = handMadeLinks(sites, links);
      const networksOf = ({ site }: End): ReadonlySet<string> => (site === undefined ? new Set() : networks.of(site));
      return listeners.flatMap((listener): LocatedFinding[] => {
        const { key, path, site } = listener;
        const described = elsewhere.get(key);
        const there = connectors.get(key) ?? [];
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
    },
  };
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
