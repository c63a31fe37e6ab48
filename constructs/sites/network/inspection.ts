import type { IConstruct } from 'constructs';

import { findingAt, type Finding } from '../../synth/finding';
import { listObjects, takeInventory, type InventoryEntry } from '../../synth/inventory';
import { unprintable } from '../../synth/layout';
import { hasOwnResolvers } from '../../synth/manifest';
import { Rendering } from '../../synth/rendering';
import { isError } from '../../synth/rule';
import { TextTemplate } from '../../synth/shape/text-template';
import type { HubNetworks } from '../links/hub-networks';
import type { Site } from '../site';
import { ClusterRules, NetworkRules } from './network-rules';
import type { FleetShape } from './fleet';
import type { FleetTemplate } from './fleet-template';
import { factsOf, writePart, type PartFiles, type PartOutput, type WritingOptions } from './part-output';
import type { PartTemplate } from './part-template';
import { Shapes, tryFindTemplate } from './shapes';

/** A part of a network that was rendered and looked at: a site, or everything outside of sites. */
export interface InspectedPart {
  /** Name of the site. */
  readonly site: string | undefined;
  readonly written: PartFiles;
}

/** What an inspection looks at, and whom it tells. */
export interface InspectionOptions {
  readonly networks: HubNetworks;
  /** Sites to look at; of the others only what these are connected with. @default - all */
  readonly only?: ReadonlySet<Site> | undefined;
  /** Templates for edges that were not built. */
  readonly fleets: readonly FleetTemplate[];
  /** Is given each part while nothing wrong was found so far. A part is let go of after it. @default - nobody */
  readonly onPart?: (part: InspectedPart) => void;
  /** How parts are written that `onPart` is given. */
  readonly writing?: WritingOptions;
  /** How a network weighs a finding. */
  readonly weigh: (finding: Finding) => readonly Finding[];
}

/**
 * Renders a network part by part, each once, in the order of the names of the sites, and holds it against all rules. Of what was
 * rendered nothing is kept but what rules over several sites need.
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
  const members = fleets.flatMap(({ template, others }) => others.map((name) => ({ name, template })));
  const all = [...sites.map((site) => ({ name: site.siteName, site })), ...members];
  for (const one of all.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if ('template' in one) take(one.name, inspection.fill(one.template, one.name));
    else if (only.has(one.site)) take(one.name, inspection.look(one.site));
    else inspection.glanceAt(one.site);
  }
  const isAsked = placeFilter(sites, only);
  const across = inspection.findings();
  const alike = fleets.flatMap((fleet) => fleet.findings(across));
  found.push(...[...across, ...alike].filter(({ path }) => isAsked(path)).flatMap(weigh));
  return inspection.across.hasObjects ? found : [...found, ...weigh(emptyNetwork())];
}

/** The parts of a network as they are rendered one after the other. */
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

  /** A site, or everything outside of sites. */
  public look(site: Site | undefined): PartOutput {
    this.shapes ??= new Shapes(this.comparable(), (one) => this.render(one));
    const output = (site && this.shapes.tryFill(site)) ?? this.render(site);
    this.across.see(output.facts);
    return output;
  }

  /** Returns the output of an edge that was not built. */
  public fill(template: PartTemplate, name: string): PartOutput {
    const output = template.fill(name);
    this.across.seeLike(output.facts);
    return output;
  }

  /** A site that was not asked for: only what others are connected with. */
  public glanceAt(site: Site): void {
    const entries = listObjects(site, new Rendering(this.whole), 'skupper.io');
    this.shared.see(entries);
    this.across.see(factsOf(site.siteName, entries));
  }

  /** Returns the template of a group of rows; undefined if its edges cannot be compared. */
  public tryFindTemplate({ exemplars, others }: FleetShape): PartTemplate | undefined {
    const comparable = new Set(this.comparable());
    if (!exemplars.every((site) => comparable.has(site)) || !this.haveOwnClusters(exemplars, others)) return undefined;
    return tryFindTemplate(exemplars, (site) => this.render(site));
  }

  /** What was found over several parts. */
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

  /** Whether each edge of a group has a cluster that no other site uses. */
  private haveOwnClusters([first, second, ...rest]: readonly Site[], others: readonly string[]): boolean {
    if (first === undefined || second === undefined) return false;
    const template = TextTemplate.of(first.cluster.name, first.siteName, second.cluster.name, second.siteName);
    if (template === undefined || rest.some(({ siteName, cluster }) => template.fill(siteName) !== cluster.name)) return false;
    const taken = new Set(this.sites.map(({ cluster }) => cluster.name));
    const names = others.map((name) => template.fill(name));
    return new Set(names).size === names.length && !names.some((name) => taken.has(name));
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

/** Sites that have a cluster to themselves. Those of Skupper v1 get Services from each other. */
function aloneOnCluster(sites: readonly Site[]): readonly Site[] {
  const count = new Map<string, number>();
  for (const { cluster } of sites) count.set(cluster.name, (count.get(cluster.name) ?? 0) + 1);
  return sites.filter(({ cluster, generation }) => count.get(cluster.name) === 1 && generation === 'current');
}

/** Findings of sites that were not asked for are for whoever asks for them. */
function placeFilter(sites: readonly Site[], only: ReadonlySet<Site>): (path: string) => boolean {
  const others = sites.filter((site) => !only.has(site)).map(({ node }) => node.path);
  if (others.length === 0) return () => true;
  return (path) => !others.some((other) => path === other || path.startsWith(`${other}/`));
}

/** Without this, a program that lost its sites would remove everything it ever wrote. */
function emptyNetwork(): Finding {
  const fix = 'place a site in it: new PublicSite(network, …)';
  return findingAt('', { rule: 'network/empty', message: 'the network has no objects', fix });
}
