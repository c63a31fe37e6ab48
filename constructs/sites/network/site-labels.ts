import { TextTemplate } from '../../synth/shape/text-template';
import type { Site } from '../site';
import type { BuiltEdge, HoleValues } from './hole-values';

/** Returns a label of a site, for example the name of its cluster. */
export type LabelOf = (site: Site) => string;

/** Labels that each belong to one site only. */
export class SiteLabels {
  private readonly taken: Set<string>;

  /** @param sites all sites that were built */
  public constructor(
    private readonly labelOf: LabelOf,
    sites: readonly Site[],
  ) {
    this.taken = new Set(sites.map(labelOf));
  }

  /** Adds the labels of edges that were not built. @returns false, if one of the labels belongs to another site */
  public tryAdd(exemplars: readonly BuiltEdge[], others: readonly HoleValues[]): boolean {
    const { labelOf, taken } = this;
    const template = TextTemplate.of(exemplars.map(({ site, values }) => ({ text: labelOf(site), values })));
    if (template === undefined) return false;
    for (const values of others) {
      const label = template.fill(values);
      if (taken.has(label)) return false;
      taken.add(label);
    }
    return true;
  }
}
