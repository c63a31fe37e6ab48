import type { IConstruct } from 'constructs';

import type { LocatedFinding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { groupKind } from '../../synth/phase';
import { tryFindPlacement, type Placement } from '../../synth/placement';
import type { Site } from '../site';

/** A listener needs a connector of its routing key, in a site that links lead to. */
export function unansweredListeners(sites: readonly Site[], entries: readonly InventoryEntry[]): LocatedFinding[] {
  const networks = networksOf(sites);
  const linkedByHand = handMadeLinks(sites, entries);
  const connectors = new Map<string, InventoryEntry[]>();
  for (const entry of entries) {
    for (const key of connectorKeys(entry)) {
      const known = connectors.get(key);
      if (known === undefined) connectors.set(key, [entry]);
      else known.push(entry);
    }
  }
  return entries.flatMap((entry) =>
    listenerKeys(entry).flatMap((key): LocatedFinding[] => {
      const there = connectors.get(key) ?? [];
      const known = { path: entry.path, location: 'spec.routingKey' } as const;
      if (there.length === 0) {
        return [
          {
            ...known,
            rule: 'address/not-exposed',
            message: `no connector of this network has the routing key ${key}`,
            fix: 'expose it on a hub: hub.expose(collector, receiver, { address }), and export to what that returns',
          },
        ];
      }
      const here = networks(entry.placement);
      if (linkedByHand.has(entry.placement) || there.some((other) => [...networks(other.placement)].some((network) => here.has(network))))
        return [];
      return [
        {
          ...known,
          rule: 'address/no-route',
          message: `the routing key ${key} is exposed by ${there.map(({ path }) => path).join(', ')}, to which no links lead from here`,
          fix: `link the sites: links: [SiteLink.token(hub)]`,
        },
      ];
    }),
  );
}

/**
 * Which networks a site is in. Hubs that are linked, in either direction, make one network; an edge is in the networks of
 * the hubs it links to, and passes nothing from one to the other.
 */
function networksOf(sites: readonly Site[]): (placement: Placement | undefined) => ReadonlySet<unknown> {
  const parent = new Map<IConstruct, IConstruct>();
  const find = (hub: IConstruct): IConstruct => {
    let root = hub;
    for (let next = parent.get(root); next !== undefined; next = parent.get(root)) root = next;
    if (root !== hub) parent.set(hub, root);
    return root;
  };
  for (const site of sites.filter(({ role }) => role === 'hub')) {
    for (const { hub } of site.links) {
      const [a, b] = [find(site), find(hub)];
      if (a !== b) parent.set(a, b);
    }
  }
  const bySite = new Map(sites.map((site) => [tryFindPlacement(site), site]));
  return (placement) => {
    const site = bySite.get(placement);
    if (site === undefined) return new Set();
    return site.role === 'hub' ? new Set([find(site)]) : new Set(site.links.map(({ hub }) => find(hub)));
  };
}

/** Sites with a link that this program made without `SiteLink`: where it leads is not known. */
function handMadeLinks(sites: readonly Site[], entries: readonly InventoryEntry[]): ReadonlySet<Placement | undefined> {
  const declared = new Map(sites.map((site) => [tryFindPlacement(site), site.links.filter(({ kind }) => kind === 'secret').length]));
  const made = new Map<Placement | undefined, number>();
  for (const { json, placement } of entries) {
    if (!LINK_KINDS.includes(groupKind(json.apiVersion, json.kind))) continue;
    made.set(placement, (made.get(placement) ?? 0) + 1);
  }
  return new Set([...made].filter(([placement, count]) => count > (declared.get(placement) ?? 0)).map(([placement]) => placement));
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
