import { TextTemplate } from '../../synth/shape/text-template';
import type { Site } from '../site';

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
  public tryAdd([first, second, ...rest]: readonly Site[], others: readonly string[]): boolean {
    if (first === undefined || second === undefined) return false;
    const { labelOf, taken } = this;
    const template = TextTemplate.of(labelOf(first), first.siteName, labelOf(second), second.siteName);
    if (template === undefined || rest.some((site) => template.fill(site.siteName) !== labelOf(site))) return false;
    for (const name of others) {
      const label = template.fill(name);
      if (taken.has(label)) return false;
      taken.add(label);
    }
    return true;
  }
}
