import type { Site } from '../site';

/** Rows of a fleet, and the number of sites outside of fleets that were added before. */
interface FleetPlace {
  readonly before: number;
  readonly rows: ReadonlyMap<string, number>;
}

/** Order of sites as if a loop had built the rows of fleets. Findings name the first of several sites. */
export class SiteOrder {
  private readonly fleets: FleetPlace[] = [];

  /**
   * Adds a fleet after the sites that are there.
   *
   * @param names names of its rows
   */
  public addFleet(names: readonly string[], sites: readonly Site[]): void {
    const before = sites.filter((site) => this.fleetOf(site) === undefined).length;
    this.fleets.push({ before, rows: new Map(names.map((name, i) => [name, i])) });
  }

  /** Sorts sites. @param sites in the order of the tree */
  public sort(sites: readonly Site[]): readonly Site[] {
    if (this.fleets.length === 0) return sites;
    const single = sites.filter((site) => this.fleetOf(site) === undefined);
    const sorted: Site[] = [];
    let count = 0;
    for (const fleet of this.fleets) {
      const { before, rows } = fleet;
      const edges = sites.filter((site) => this.fleetOf(site) === fleet);
      sorted.push(...single.slice(count, before), ...edges.sort((a, b) => (rows.get(a.siteName) ?? 0) - (rows.get(b.siteName) ?? 0)));
      count = before;
    }
    return [...sorted, ...single.slice(count)];
  }

  private fleetOf({ siteName, node }: Site): FleetPlace | undefined {
    return node.scopes.length === 2 ? this.fleets.find(({ rows }) => rows.has(siteName)) : undefined;
  }
}
