import { ShapeKeys } from '../../synth/shape/shape-key';
import type { Site } from '../site';
import type { PartOutput } from './part-output';
import { PartTemplate } from './part-template';
import { exemplarsOf, kindOfName } from './site-name';

/** Smaller groups are rendered site by site: their exemplars would be most of the group. */
const FEWEST = 5;

/**
 * Groups sites that differ only in their names. Of each group, the exemplars are rendered; the other sites get the same texts with their own
 * names.
 *
 * The exemplars of a group are the sites with the first, last, shortest and longest name. If their outputs agree, neither a length limit nor
 * the sort order of names distinguishes the other sites.
 */
export class Shapes {
  private readonly shapeOf = new Map<Site, Shape>();

  /** @param sites the sites to compare */
  public constructor(sites: readonly Site[], render: (site: Site) => PartOutput) {
    if (sites.length < FEWEST) return;
    const keys = new ShapeKeys(sites);
    const shapes = new Map<string, Site[]>();
    for (const site of sites) {
      const kind = kindOfName(site.siteName);
      const key = kind && keys.tryFindKey(site, site.siteName);
      if (key === undefined) continue;
      const alike = shapes.get(`${kind ?? ''} ${key}`);
      if (alike === undefined) shapes.set(`${kind ?? ''} ${key}`, [site]);
      else alike.push(site);
    }
    for (const alike of shapes.values()) {
      if (alike.length < FEWEST) continue;
      const shape = new Shape(
        exemplarsOf(alike, ({ siteName }) => siteName),
        render,
      );
      for (const site of alike) this.shapeOf.set(site, shape);
    }
  }

  /** Returns the output of a site of a group; undefined for a site that must be rendered. */
  public tryFill(site: Site): PartOutput | undefined {
    return this.shapeOf.get(site)?.tryFill(site.siteName);
  }
}

class Shape {
  private template: PartTemplate | 'none' | undefined;

  public constructor(
    private readonly exemplars: readonly Site[],
    private readonly render: (site: Site) => PartOutput,
  ) {}

  public tryFill(name: string): PartOutput | undefined {
    this.template ??= PartTemplate.of(this.exemplars.map((site) => ({ name: site.siteName, output: this.render(site) }))) ?? 'none';
    return this.template === 'none' ? undefined : this.template.fill(name);
  }
}

/** Returns the template of edges; undefined if they cannot be compared or differ in more than their names. */
export function tryFindTemplate(exemplars: readonly Site[], render: (site: Site) => PartOutput): PartTemplate | undefined {
  const keys = new ShapeKeys(exemplars);
  const [first, ...others] = exemplars.map((site) => keys.tryFindKey(site, site.siteName));
  if (first === undefined || others.some((key) => key !== first)) return undefined;
  return PartTemplate.of(exemplars.map((site) => ({ name: site.siteName, output: render(site) })));
}
