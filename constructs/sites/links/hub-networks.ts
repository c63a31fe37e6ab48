import type { LinkTarget } from './link';

/** The parts of a site that say which network it is in. */
export interface LinkedSite {
  readonly role: 'hub' | 'edge';
  readonly siteName: string;
  readonly links: readonly { readonly hub: LinkTarget }[];
}

/**
 * Which networks a site is in, each by the name of one of its hubs. Hubs that are linked, in either direction, make one
 * network; an edge is in the networks of the hubs it links to, and passes nothing from one to the other.
 */
export class HubNetworks {
  private readonly parent = new Map<string, string>();
  private readonly sites: ReadonlyMap<string, LinkedSite>;

  public constructor(sites: readonly LinkedSite[]) {
    this.sites = new Map(sites.map((site) => [site.siteName, site]));
    for (const site of sites) {
      for (const { hub } of site.links) {
        for (const other of hub.network ?? []) this.join(hub.siteName, other);
        if (site.role === 'hub') this.join(site.siteName, hub.siteName);
      }
    }
  }

  /** The networks that a site is in: one for a hub, and for an edge those of its hubs. */
  public of(siteName: string): ReadonlySet<string> {
    const site = this.sites.get(siteName);
    if (site === undefined || site.role === 'hub') return new Set([this.find(siteName)]);
    return new Set(site.links.map(({ hub }) => this.find(hub.siteName)));
  }

  /** The hubs that are in one network with a hub, sorted. */
  public hubsWith(siteName: string): readonly string[] {
    const own = this.find(siteName);
    const names = new Set([siteName, ...this.parent.keys(), ...this.parent.values()]);
    return [...names].filter((name) => this.find(name) === own).sort();
  }

  private join(a: string, b: string): void {
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.parent.set(first, second);
  }

  private find(name: string): string {
    let root = name;
    for (let next = this.parent.get(root); next !== undefined; next = this.parent.get(root)) root = next;
    if (root !== name) this.parent.set(name, root);
    return root;
  }
}
