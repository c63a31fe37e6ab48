import type { IConstruct } from 'constructs';

import { findingAt, type Finding } from '../../synth/finding';
import { listObjects, takeInventory, type InventoryEntry } from '../../synth/inventory';
import { unprintable } from '../../synth/layout';
import { hasOwnResolvers } from '../../synth/manifest';
import { Rendering } from '../../synth/rendering';
import { isError } from '../../synth/rule';
import { describeDestination } from '../argo-cd-destination';
import type { HubNetworks } from '../links/hub-networks';
import { networkEmpty } from '../rules/network-empty';
import type { Site } from '../site';
import { ClusterRules } from './cluster-rules';
import { NetworkRules } from './network-rules';
import type { FleetShape } from './fleet-shape';
import type { FleetTemplate } from './fleet-template';
import type { HoleValues } from './hole-values';
import { factsOf, writePart, type PartFiles, type PartOutput, type WritingOptions } from './part-output';
import type { PartTemplate } from './part-template';
import { Shapes, tryFindTemplate } from './shapes';
import { SiteLabels, type LabelOf } from './site-labels';

/** Part of a network that was rendered and checked: a site, or everything outside of sites. */
export interface InspectedPart {
  /** Name of the site. */
  readonly site: string | undefined;
  readonly written: PartFiles;
}

/** Edge of a fleet whose output comes from a template. */
interface FilledPart {
  readonly name: string;
  /** Undefined if the edge was not built. */
  readonly site: Site | undefined;
  readonly template: PartTemplate;
  readonly values: HoleValues;
}

/** Options of an inspection. */
export interface InspectionOptions {
  readonly networks: HubNetworks;
  /** Sites to check. Of the other sites, only the ends of links and addresses are read. @default - all */
  readonly only?: ReadonlySet<Site> | undefined;
  /** Templates for edges that were not built. */
  readonly fleets: readonly FleetTemplate[];
  /** Receives each part, as long as there are no errors. Parts are not kept afterwards. @default - no receiver */
  readonly onPart?: (part: InspectedPart) => void;
  /** How the parts for `onPart` are written. */
  readonly writing?: WritingOptions;
  /** Applies the rule settings of the network to a finding. */
  readonly weigh: (finding: Finding) => readonly Finding[];
}

/**
 * Renders and checks a network part by part, in the order of the names of the sites. Of each part, only the facts that rules over several
 * sites need stay in memory.
 */
export function inspect(root: IConstruct, sites: readonly Site[], options: InspectionOptions): readonly Finding[] {
  const { only = new Set(sites), fleets, onPart, weigh } = options;
  const inspection = new Inspection(root, sites, options);
  const found: Finding[] = [];
  const take = (site: string | undefined, { findings, written }: PartOutput): void => {
    found.push(...findings.flatMap(weigh));
    if (written !== undefined && onPart !== undefined && !found.some(isError) && !inspection.across.hasFolderTaken) {
      onPart({ site, written });
    }
  };
  take(undefined, inspection.look(undefined));
  const filled = fleets.flatMap(({ template, others, exemplars }): readonly FilledPart[] => [
    ...others.map((values) => ({ name: values[0], site: undefined, template, values })),
    ...exemplars.map(({ site, values }) => ({ name: values[0], site, template, values })),
  ]);
  const exemplars = new Set(filled.flatMap(({ site }) => site ?? []));
  const single = sites.filter((site) => !exemplars.has(site)).map((site) => ({ name: site.siteName, site, template: undefined }));
  for (const part of [...single, ...filled].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (part.site !== undefined && !only.has(part.site)) inspection.glanceAt(part.site);
    else if (part.template === undefined) take(part.name, inspection.look(part.site));
    else take(part.name, inspection.fill(part));
  }
  const isAsked = placeFilter(sites, only);
  const across = inspection.findings();
  const alike = fleets.flatMap((fleet) => fleet.findings(across));
  found.push(...[...across, ...alike].filter(({ path }) => isAsked(path)).flatMap(weigh));
  return inspection.across.hasObjects ? found : [...found, ...weigh(emptyNetwork())];
}

/** Renders the parts of a network, and passes their facts to the rules. */
export class Inspection {
  /** Rules over several sites. */
  public readonly across: NetworkRules;
  /** Rules over the clusters that several sites share, and over what is outside of sites. */
  private readonly shared: ClusterRules;
  private readonly whole = new Rendering();
  private readonly boundaries: ReadonlySet<IConstruct>;
  private readonly alone: ReadonlySet<Site>;
  private shapes: Shapes | undefined;

  public constructor(
    private readonly root: IConstruct,
    private readonly sites: readonly Site[],
    private readonly options: Pick<InspectionOptions, 'networks' | 'only' | 'writing' | 'weigh'>,
  ) {
    this.across = new NetworkRules(root, sites, options.networks);
    this.shared = new ClusterRules(sites);
    this.boundaries = new Set(sites);
    this.alone = new Set(aloneOnCluster(sites));
  }

  /** Returns the output of a site, or of everything outside of sites. */
  public look(site: Site | undefined): PartOutput {
    this.shapes ??= new Shapes(this.comparable(), (one) => this.render(one));
    const output = (site && this.shapes.tryFill(site)) ?? this.render(site);
    this.across.see(output.facts);
    return output;
  }

  /** Returns the output of an edge of a fleet. */
  public fill({ template, values, site }: FilledPart): PartOutput {
    const output = template.fill(values);
    if (site === undefined) this.across.seeLike(output.facts);
    else this.across.see(output.facts);
    return output;
  }

  /** Reads the ends of links and addresses of a site that is not checked. */
  public glanceAt(site: Site): void {
    const entries = listObjects(site, new Rendering(this.whole), 'skupper.io');
    this.shared.see(entries);
    this.across.see(factsOf(site.siteName, entries));
  }

  /** Returns the template of each group of rows; undefined for a group whose edges cannot be compared. */
  public templatesOf(shapes: readonly FleetShape[]): readonly (PartTemplate | undefined)[] {
    const comparable = new Set(this.comparable());
    const labels = LABELS.map((labelOf) => new SiteLabels(labelOf, this.sites));
    return shapes.map(({ exemplars, others }) => {
      const isFree = exemplars.every(({ site }) => comparable.has(site)) && labels.every((label) => label.tryAdd(exemplars, others));
      return isFree ? tryFindTemplate(exemplars, (site) => this.render(site)) : undefined;
    });
  }

  /** Findings of rules over several parts. */
  public findings(): readonly Finding[] {
    return [...this.across.folderFindings(), ...this.shared.findings(), ...this.across.findings()];
  }

  /** Sites that can be compared. */
  private comparable(): readonly Site[] {
    // A resolver of the program may read the path of an object.
    if (hasOwnResolvers(this.root)) return [];
    const { only } = this.options;
    return [...this.alone].filter((site) => site.role === 'edge' && (only === undefined || only.has(site)));
  }

  private render(site: Site | undefined): PartOutput {
    const { entries, findings } = takeInventory(site ?? this.root, this.boundaries, new Rendering(this.whole));
    const found = [...findings, ...entries.flatMap(unprintable), ...this.withinCluster(site, entries)];
    const { weigh, writing } = this.options;
    const isWritten = writing !== undefined && !found.flatMap(weigh).some(isError);
    return { findings: found, facts: factsOf(site?.siteName, entries), written: isWritten ? writePart(site, entries, writing) : undefined };
  }

  /** What rules over a cluster find, if this part is all of it; else they are shown its objects. */
  private withinCluster(site: Site | undefined, entries: readonly InventoryEntry[]): readonly Finding[] {
    if (site === undefined || !this.alone.has(site)) {
      this.shared.see(entries);
      return [];
    }
    const rules = new ClusterRules(this.sites);
    rules.see(entries);
    return rules.findings();
  }
}

/** Labels that distinguish sites: their names, their clusters, and the destinations of the clusters in Argo CD. */
const LABELS: readonly LabelOf[] = [
  ({ siteName }) => siteName,
  ({ cluster }) => cluster.name,
  ({ cluster }) => describeDestination(cluster.argocd),
];

/** Sites on a cluster of their own. Sites of Skupper v1 get Services from each other. */
function aloneOnCluster(sites: readonly Site[]): readonly Site[] {
  const count = new Map<string, number>();
  for (const { cluster } of sites) count.set(cluster.name, (count.get(cluster.name) ?? 0) + 1);
  return sites.filter(({ cluster, generation }) => count.get(cluster.name) === 1 && generation === 'current');
}

/** Omits findings of sites that are not checked. */
function placeFilter(sites: readonly Site[], only: ReadonlySet<Site>): (path: string) => boolean {
  const others = sites.filter((site) => !only.has(site)).map(({ node }) => node.path);
  if (others.length === 0) return () => true;
  return (path) => !others.some((other) => path === other || path.startsWith(`${other}/`));
}

/** Without this, a program that lost its sites would remove everything it ever wrote. */
function emptyNetwork(): Finding {
  const fix = 'place a site in it: new PublicSite(network, …)';
  return findingAt('', networkEmpty.report({ message: 'the network has no objects', fix }));
}
