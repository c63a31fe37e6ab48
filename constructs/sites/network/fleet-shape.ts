import type { Site } from '../site';
import type { BuiltEdge, HoleValues } from './hole-values';

/** Builds edges of a fleet. */
export interface EdgeBuilder {
  /** Returns an edge that was built. */
  readonly tryFindEdge: (name: string) => Site | undefined;
  readonly buildEdges: (rows: readonly HoleValues[]) => void;
  /** Returns the shapes of rows whose texts are part of the key. */
  readonly shapesWithoutTexts: (rows: readonly HoleValues[]) => readonly FleetShape[];
}

/** Rows that differ only in the names of their sites and in free texts. */
export class FleetShape {
  /** Edges that were built to compare them. */
  public readonly exemplars: readonly BuiltEdge[];

  public constructor(
    private readonly fleet: EdgeBuilder,
    private readonly rows: readonly HoleValues[],
  ) {
    this.exemplars = rows.flatMap((values) => {
      const site = fleet.tryFindEdge(values[0]);
      return site === undefined ? [] : [{ site, values }];
    });
  }

  /** Rows whose edges were not built. */
  public get others(): readonly HoleValues[] {
    return this.rows.filter(([name]) => this.fleet.tryFindEdge(name) === undefined);
  }

  /** Builds edges of this shape. */
  public build(rows: readonly HoleValues[]): void {
    this.fleet.buildEdges(rows);
  }

  /** Returns shapes of the same rows that differ only in the names of their sites. Builds all edges if this shape is one of these. */
  public split(): readonly FleetShape[] {
    if (this.rows.some(([, ...texts]) => texts.length > 0)) return this.fleet.shapesWithoutTexts(this.rows);
    this.build(this.rows);
    return [];
  }
}
