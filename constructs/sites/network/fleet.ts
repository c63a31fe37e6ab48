import type { IConstruct } from 'constructs';

import { ArgumentError, quote, requireDnsLabel } from '../../synth/argument';
import { textFieldsOf } from '../../synth/text-fields';
import type { Site } from '../site';
import { FleetShape, type EdgeBuilder } from './fleet-shape';
import type { HoleValues } from './hole-values';
import { RowGroups } from './row-groups';
import { exemplarsOf, FEWEST_ALIKE, kindOfName, spreadOf } from './site-name';

/** Builds the edge of a row. */
export type BuildEdge<R> = (row: R) => Site;

/** Options of `addFleet`. */
export interface AddFleetOptions<R> {
  /** Field of the rows with the name of the site. @default 'name' */
  readonly name?: keyof R & string;
  /**
   * Fields with free text, for example the name of a customer. `build` only passes these texts on: it does not branch on them, look up a value by
   * them, or change them. Their values do not make rows different.
   *
   * @default - for rows of `readFleet`, the fields of `FleetField.text()`; for other rows, none
   */
  readonly texts?: readonly (keyof R & string)[];
}

/** A text field with no more values than this is part of the key: few values often select something, and need few exemplars. */
const MOST_VALUES = 8;

/**
 * Edges from rows, of which only some are built. Rows with equal values in all fields that `build` reads have the same output, except for the
 * name of the site and for free texts.
 */
export class Fleet<R extends object> implements EdgeBuilder {
  private readonly built = new Map<string, Site>();
  /** Fields that `build` reads. */
  private readonly read = new Set<string>();
  private readonly byName: ReadonlyMap<string, R>;
  private readonly field: string;
  /** Fields with free text. */
  private readonly texts: ReadonlySet<string>;
  private readonly groups: RowGroups;
  private changesOthers = false;

  /**
   * @param taken names of the rows of other fleets
   * @throws ArgumentError if a name is no DNS label, or is the name of another row or of another construct of the network
   */
  public constructor(
    private readonly network: IConstruct,
    rows: readonly R[],
    private readonly build: BuildEdge<R>,
    { name: field = 'name', texts }: { readonly name?: string; readonly texts?: readonly string[] } = {},
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
    this.groups = new RowGroups(byName);
    this.field = field;
    this.texts = new Set((texts ?? declaredIn(rows)).filter((text) => hasMoreValues(rows, text)));
  }

  /** Names of the sites, in the order of the rows. */
  public get names(): readonly string[] {
    return [...this.byName.keys()];
  }

  /** Builds the edges of all rows. */
  public buildAll(): void {
    for (const name of this.names) this.buildEdge(name);
  }

  /** Builds the exemplars of each group of rows, and returns the groups. */
  public buildExemplars(): readonly FleetShape[] {
    return this.shapesOf(this.names, this.texts);
  }

  public tryFindEdge(name: string): Site | undefined {
    return this.built.get(name);
  }

  public shapesWithoutTexts(rows: readonly HoleValues[]): readonly FleetShape[] {
    return this.shapesOf(
      rows.map(([name]) => name),
      new Set(),
    );
  }

  /** Builds edges. Builds all edges of the fleet if one of them changes constructs outside of itself. */
  public buildEdges(rows: readonly HoleValues[]): void {
    const names = rows.map(([name]) => name).filter((name) => !this.built.has(name));
    if (names.length === this.byName.size - this.built.size) {
      this.buildAll();
      return;
    }
    for (const name of names) {
      const before = sizeOf(this.network);
      const site = this.buildEdge(name);
      // Changes outside of the edge would be missing for edges that are not built.
      if (site !== undefined && sizeOf(this.network) - before !== sizeOf(site)) this.changesOthers = true;
    }
    if (this.changesOthers) this.buildAll();
  }

  private shapesOf(names: readonly string[], texts: ReadonlySet<string>): readonly FleetShape[] {
    for (;;) {
      const groups = this.groups.of(names, this.read, texts);
      const exemplars = groups.flatMap((group) => this.exemplarsOf(group));
      if (exemplars.every(([name]) => this.built.has(name))) {
        return groups.map((group) => new FleetShape(this, group)).filter(({ others }) => others.length > 0);
      }
      this.buildEdges(exemplars);
    }
  }

  private exemplarsOf(group: readonly HoleValues[]): readonly HoleValues[] {
    const [first] = group;
    if (first === undefined || group.length < FEWEST_ALIKE || kindOfName(first[0]) === undefined) return group;
    const chosen = first.map((_, hole) => {
      const valueOf = (values: HoleValues): string => values[hole] ?? '';
      return [...exemplarsOf(group, valueOf), ...(hole === 0 ? [] : spreadOf(group, valueOf))];
    });
    return [...new Set(chosen.flat())];
  }

  /** Builds the edge of a row, if it was not built. */
  private buildEdge(name: string): Site | undefined {
    const row = this.byName.get(name);
    if (row === undefined || this.built.has(name)) return undefined;
    const site = this.build(this.watched(row));
    const made = site as Site | undefined;
    if (made?.siteName !== name || made.node.scope !== this.network) {
      const message = `has to return the edge ${quote(name)} of this network, received ${made === undefined ? 'none' : quote(made.node.path)}`;
      throw new ArgumentError('addFleet', 'build', message, 'return new EdgeSite(network, row.name, …)');
    }
    this.built.set(name, site);
    return site;
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

/** Returns the fields that all rows declare as free text. */
function declaredIn(rows: readonly object[]): readonly string[] {
  const [first, ...others] = new Set(rows.map(textFieldsOf));
  return first === undefined ? [] : [...first].filter((field) => others.every((fields) => fields.has(field)));
}

/** Whether a field has more values than a key should have. */
function hasMoreValues(rows: readonly object[], field: string): boolean {
  return new Set(rows.map((row): unknown => Reflect.get(row, field))).size > MOST_VALUES;
}

/** Number of constructs in a subtree. */
function sizeOf(construct: IConstruct): number {
  return construct.node.findAll().length;
}
