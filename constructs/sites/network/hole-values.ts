import type { Site } from '../site';

/** Values of one row for the holes of a template: the name of the site, then free texts. */
export type HoleValues = readonly [name: string, ...texts: string[]];

/** Edge that was built, with the values of its row. */
export interface BuiltEdge {
  readonly site: Site;
  readonly values: HoleValues;
}
