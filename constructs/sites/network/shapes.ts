import { ShapeKeys } from '../../synth/shape/shape-key';
import { TextTemplate, type Sample } from '../../synth/shape/text-template';
import type { Site } from '../site';
import type { BuiltEdge } from './hole-values';
import type { PartOutput } from './part-output';
import { PartTemplate } from './part-template';
import { exemplarsOf, FEWEST_ALIKE, kindOfName } from './site-name';

/** Renders a site. */
type Render = (site: Site) => PartOutput;

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
  public constructor(sites: readonly Site[], render: Render) {
    if (sites.length < FEWEST_ALIKE) return;
    for (const alike of groupsOf(sites)) {
      if (alike.length < FEWEST_ALIKE) continue;
      const exemplars = exemplarsOf(alike, ({ siteName }) => siteName);
      const shape = new Shape(
        exemplars.map((site) => ({ site, values: [site.siteName] })),
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

/** Returns the template of edges of one fleet; undefined if they cannot be compared or differ in more than their names and texts. */
export function tryFindTemplate(edges: readonly BuiltEdge[], render: Render): PartTemplate | undefined {
  const keys = new ShapeKeys(edges.map(({ site }) => site));
  const samples = edges.flatMap(({ site, values }): Sample[] => {
    const text = keys.tryRead(site);
    return text === undefined ? [] : [{ text, values }];
  });
  const areAlike = samples.length === edges.length && TextTemplate.of(samples) !== undefined;
  return areAlike ? templateOf(edges, render) : undefined;
}

/** Group of sites. The template is made when the first output is requested. */
class Shape {
  private template: PartTemplate | 'none' | undefined;

  public constructor(
    private readonly exemplars: readonly BuiltEdge[],
    private readonly render: Render,
  ) {}

  public tryFill(name: string): PartOutput | undefined {
    this.template ??= templateOf(this.exemplars, this.render) ?? 'none';
    return this.template === 'none' ? undefined : this.template.fill([name]);
  }
}

function templateOf(exemplars: readonly BuiltEdge[], render: Render): PartTemplate | undefined {
  return PartTemplate.of(exemplars.map(({ site, values }) => ({ values, output: render(site) })));
}

/** Sites with equal keys and names of one kind. Sites that cannot be compared are in no group. */
function groupsOf(sites: readonly Site[]): readonly (readonly Site[])[] {
  const keys = new ShapeKeys(sites);
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const kind = kindOfName(site.siteName);
    const key = kind && keys.tryFindKey(site, site.siteName);
    if (kind === undefined || key === undefined) continue;
    const known = groups.get(`${kind} ${String(key)}`);
    if (known === undefined) groups.set(`${kind} ${String(key)}`, [site]);
    else known.push(site);
  }
  return [...groups.values()];
}
