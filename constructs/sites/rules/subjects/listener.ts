import { Subject } from '../../../synth/define-rule';
import { addressesOf } from '../../addresses/address-listener';
import type { HubNetworks } from '../../links/hub-networks';
import type { Site } from '../../site';
import type { AddressEnds } from './address-ends';
import type { FactCheck } from './collected-subject';

/** Routing key of a listener, and the connectors of this key in the whole network. */
export interface ListenerView {
  readonly path: string;
  readonly routingKey: string;
  /** The connectors of this routing key: their paths, or the hub that another program describes. Empty if there are none. */
  readonly exposedBy: readonly string[];
  /** Whether links lead from the site of the listener to one of the connectors, as far as the program shows. */
  readonly isReached: boolean;
}

/** A listener, with the connectors of all sites. */
export const LISTENER = new Subject<FactCheck<ListenerView>>('listener');

/** One end of an address, and its site. */
interface End {
  readonly path: string;
  readonly site: string | undefined;
}

/** Listeners and connectors of a network. `see` gets the ends of addresses of every part once. */
export class Listeners {
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

  /** Returns the listeners after every part was shown. */
  public facts(): readonly ListenerView[] {
    const { networks } = this;
    const elsewhere = keysElsewhere(this.sites);
    const linkedByHand = handMadeLinks(this.sites, this.links);
    const networksOf = ({ site }: End): ReadonlySet<string> => (site === undefined ? new Set() : networks.of(site));
    return this.listeners.map((listener): ListenerView => {
      const { key, path, site } = listener;
      const hub = elsewhere.get(key);
      const connectors = this.connectors.get(key) ?? [];
      const here = networksOf(listener);
      const reached = [...connectors.map(networksOf), ...(hub === undefined ? [] : [networks.of(hub)])];
      const ofHub = hub === undefined ? [] : [`the hub ${hub}`];
      return {
        path,
        routingKey: key,
        exposedBy: connectors.length === 0 ? ofHub : connectors.map((one) => one.path),
        isReached: linkedByHand.has(site) || reached.some((others) => [...others].some((network) => here.has(network))),
      };
    });
  }
}

/** Returns the routing keys of addresses of hubs that another program describes, with the hub. */
function keysElsewhere(sites: readonly Site[]): ReadonlyMap<string, string> {
  const own = new Set(sites.map(({ siteName }) => siteName));
  const addresses = sites.flatMap(({ listeners }) => listeners.flatMap(({ address }) => addressesOf(address)));
  return new Map(addresses.filter(({ siteName }) => !own.has(siteName)).map(({ routingKey, siteName }) => [routingKey, siteName]));
}

/** Returns the sites with a link that the program created without `SiteLink`. The hub of such a link is not known. */
function handMadeLinks(sites: readonly Site[], links: ReadonlyMap<string | undefined, number>): ReadonlySet<string | undefined> {
  const declared = new Map(
    sites.map(({ siteName, links: own }) => [siteName, own.reduce((count, { secretLink }) => count + (secretLink?.hosts.length ?? 0), 0)]),
  );
  return new Set([...links].filter(([site, count]) => count > (declared.get(site ?? '') ?? 0)).map(([site]) => site));
}
