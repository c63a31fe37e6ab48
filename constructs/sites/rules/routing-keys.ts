import { groupKind } from '../../synth/phase';
import type { Finding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import type { Placement } from '../../synth/placement';
import { tryFindPlacement } from '../../synth/placement';
import type { Site } from '../site';

/** A listener needs a connector of its routing key, in a site that links lead to. */
export function unansweredListeners(sites: readonly Site[], entries: readonly InventoryEntry[]): Finding[] {
  const networkOf = connectedSites(sites);
  const connectors = new Map<string, InventoryEntry[]>();
  for (const entry of entries) {
    for (const key of connectorKeys(entry)) {
      const known = connectors.get(key);
      if (known === undefined) connectors.set(key, [entry]);
      else known.push(entry);
    }
  }
  return entries.flatMap((entry) =>
    listenerKeys(entry).flatMap((key): Finding[] => {
      const there = connectors.get(key) ?? [];
      const known = { severity: 'error', path: entry.path, location: 'spec.routingKey' } as const;
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
      if (there.some((other) => networkOf(entry.placement) === networkOf(other.placement))) return [];
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

/** Joins sites that links connect, in either direction: returns a function from a placement to its network. */
function connectedSites(sites: readonly Site[]): (placement: Placement | undefined) => Placement | undefined {
  const parent = new Map<Placement | undefined, Placement | undefined>();
  const find = (placement: Placement | undefined): Placement | undefined => {
    let root = placement;
    while (parent.get(root) !== undefined) root = parent.get(root);
    if (root !== placement) parent.set(placement, root);
    return root;
  };
  for (const site of sites) {
    for (const link of site.links) {
      const [a, b] = [find(tryFindPlacement(site)), find(tryFindPlacement(link.hub))];
      if (a !== b) parent.set(a, b);
    }
  }
  return find;
}

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
