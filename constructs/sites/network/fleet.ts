import type { IConstruct } from 'constructs';

import { ArgumentError, quote, requireDnsLabel } from '../../synth/argument';
import type { Site } from '../site';
import { exemplarsOf, FEWEST_ALIKE, kindOfName } from './site-name';

/** Builds the edge of a row. */
export type BuildEdge<R> = (row: R) => Site;

/** Options of `addFleet`. */
export interface AddFleetOptions<R> {
  /** Field of the rows with the name of the site. @default 'name' */
  readonly name?: keyof R & string;
}

/** Rows that differ only in the names of their sites. */
export interface FleetShape {
  /** Edges that were built. */
  readonly exemplars: readonly Site[];
  /** Names of the sites that were not built. */
  readonly others: readonly string[];
  /** Builds the other edges. */
  readonly buildOthers: () => void;
}

/**
 * Edges from rows, of which only some are built. Rows with equal values in all fields that `build` reads have the same output, except for the
 * name of the site.
 */
export class Fleet<R extends object> {
  private readonly built = new Map<string, Site>();
  /** Fields that `build` reads. */
  private readonly read = new Set<string>();
  private readonly byName: ReadonlyMap<string, R>;
  private readonly identities = new Map<unknown, number>();
  private changesOthers = false;

  /**
   * @param taken names of the rows of other fleets
   * @throws ArgumentError if a name is no DNS label, or is the name of another row or of another construct of the network
   */
  public constructor(
    private readonly network: IConstruct,
    rows: readonly R[],
    private readonly build: BuildEdge<R>,
    private readonly field: string,
    taken: ReadonlySet<string> = new Set(),
  ) {
    const byName = new Map<string, R>();
    for (const row of rows) {
      const name = requireDnsLabel('addFleet', field, Reflect.get(row, field) as string);
      if (byName.has(name) || taken.has(name) || network.node.tryFindChild(name) !== undefined) {
        throw new ArgumentError('addFleet', field, `the name ${quote(name)} is used twice`, 'give one of them another name');
      }
      byName.set(name, row);
    }
    this.byName = byName;
  }

  /** Builds the edges of all rows. */
  public buildAll(): void {
    for (const name of this.byName.keys()) this.buildEdge(name);
  }

  /** Builds the exemplars of each group of rows, and returns the groups. */
  public buildExemplars(): readonly FleetShape[] {
    for (;;) {
      const groups = this.groups();
      const exemplars = groups.flatMap((names) => this.exemplarsOf(names));
      if (exemplars.every((name) => this.built.has(name))) return this.shapes(groups);
      for (const name of exemplars) this.buildEdge(name);
    }
  }

  private shapes(groups: readonly (readonly string[])[]): readonly FleetShape[] {
    if (this.changesOthers) {
      this.buildAll();
      return [];
    }
    return groups.flatMap((names): FleetShape[] => {
      const others = names.filter((name) => !this.built.has(name));
      const exemplars = names.flatMap((name) => this.built.get(name) ?? []);
      const buildOthers = (): void => {
        for (const name of others) this.buildEdge(name);
      };
      return others.length === 0 ? [] : [{ exemplars, others, buildOthers }];
    });
  }

  private exemplarsOf(names: readonly string[]): readonly string[] {
    const [first] = names;
    const isShape = names.length >= FEWEST_ALIKE && first !== undefined && kindOfName(first) !== undefined;
    return isShape ? exemplarsOf(names, (name) => name) : names;
  }

  /** Groups the names of rows by the fields that `build` has read so far. */
  private groups(): readonly (readonly string[])[] {
    const fields = [...this.read];
    const groups = new Map<string, string[]>();
    for (const [name, row] of this.byName) {
      const key = JSON.stringify([kindOfName(name), ...fields.map((field) => this.keyOf(Reflect.get(row, field)))]);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, [name]);
      else known.push(name);
    }
    return [...groups.values()];
  }

  private keyOf(value: unknown): unknown {
    if (Array.isArray(value)) return [value.map((item) => this.keyOf(item))];
    if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return [typeof value, String(value)];
    const known = this.identities.get(value) ?? this.identities.size;
    this.identities.set(value, known);
    return known;
  }

  private buildEdge(name: string): void {
    const row = this.byName.get(name);
    if (row === undefined || this.built.has(name)) return;
    const before = sizeOf(this.network);
    const site = this.build(this.watched(row));
    const made = site as Site | undefined;
    if (made?.siteName !== name || made.node.scope !== this.network) {
      const message = `has to return the edge ${quote(name)} of this network, received ${made === undefined ? 'none' : quote(made.node.path)}`;
      throw new ArgumentError('addFleet', 'build', message, 'return new EdgeSite(network, row.name, …)');
    }
    this.built.set(name, site);
    // Changes outside of the edge would be missing for edges that are not built.
    if (sizeOf(this.network) - before !== sizeOf(site)) this.changesOthers = true;
  }

  /** Returns a row that records which of its fields are read. */
  private watched(row: R): R {
    const note = (field: string | symbol): void => {
      if (typeof field === 'string' && field !== this.field) this.read.add(field);
    };
    return new Proxy(row, {
      get: (target, field, receiver) => {
        note(field);
        return Reflect.get(target, field, receiver) as unknown;
      },
      has: (target, field) => {
        note(field);
        return Reflect.has(target, field);
      },
      ownKeys: (target) => {
        const fields = Reflect.ownKeys(target);
        for (const field of fields) note(field);
        return fields;
      },
    });
  }
}

/** Number of constructs in a subtree. */
function sizeOf(construct: IConstruct): number {
  return construct.node.findAll().length;
}
