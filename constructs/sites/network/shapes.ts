import { ShapeKeys } from '../../synth/shape/shape-key';
import type { Site } from '../site';
import type { PartOutput } from './part-output';
import { PartTemplate } from './part-template';
import { exemplarsOf, kindOfName } from './site-name';

/** Of fewer sites alike, each is rendered: as many serve as exemplars. */
const FEWEST = 5;

/**
 * Sites that are alike but for their names: some are rendered, and the others are the same with another name in it.
 *
 * The exemplars of a shape are its first and last name in the order of names, the shortest and the longest. Where these agree, no limit of a
 * length and no place in an order tells the others apart.
 */
export class Shapes {
  private readonly shapeOf = new Map<Site, Shape>();

  /** @param sites those that may be alike */
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

  /** What a site comes to, by its shape; undefined if it has to be rendered itself. */
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

/** The template of edges that stand for others; undefined if it is not known that they are alike. */
export function tryFindTemplate(exemplars: readonly Site[], render: (site: Site) => PartOutput): PartTemplate | undefined {
  const keys = new ShapeKeys(exemplars);
  const [first, ...others] = exemplars.map((site) => keys.tryFindKey(site, site.siteName));
  if (first === undefined || others.some((key) => key !== first)) return undefined;
  return PartTemplate.of(exemplars.map((site) => ({ name: site.siteName, output: render(site) })));
}
