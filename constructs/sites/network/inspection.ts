import type { IConstruct } from 'constructs';

import { findingAt, type Finding } from '../../synth/finding';
import { listObjects, takeInventory, type InventoryEntry } from '../../synth/inventory';
import { unprintable } from '../../synth/layout';
import { hasOwnResolvers } from '../../synth/manifest';
import { Rendering } from '../../synth/rendering';
import { isError } from '../../synth/rule';
import type { HubNetworks } from '../links/hub-networks';
import type { Site } from '../site';
import { ClusterRules, NetworkRules } from './network-rules';
import { factsOf, writePart, type PartFiles, type PartOutput, type WritingOptions } from './part-output';
import { Shapes } from './shapes';

/** A part of a network that was rendered and looked at: a site, or everything outside of sites. */
export interface InspectedPart {
  readonly site: Site | undefined;
  readonly written: PartFiles;
}

/** What an inspection looks at, and whom it tells. */
export interface InspectionOptions {
  readonly networks: HubNetworks;
  /** Sites to look at; of the others only what these are connected with. @default - all */
  readonly only?: ReadonlySet<Site> | undefined;
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
  const { only = new Set(sites), onPart, weigh } = options;
  const inspection = new Inspection(root, sites, options);
  const found: Finding[] = [];
  const look = (site: Site | undefined): void => {
    const { findings, written } = inspection.look(site);
    found.push(...findings.flatMap(weigh));
    if (written !== undefined && onPart !== undefined && !found.some(isError) && !inspection.across.hasFolderTaken) {
      onPart({ site, written });
    }
  };
  look(undefined);
  for (const site of [...sites].sort((a, b) => (a.siteName < b.siteName ? -1 : 1))) {
    if (only.has(site)) look(site);
    else inspection.glanceAt(site);
  }
  const isAsked = placeFilter(sites, only);
  found.push(
    ...inspection
      .findings()
      .filter(({ path }) => isAsked(path))
      .flatMap(weigh),
  );
  return inspection.across.hasObjects ? found : [...found, ...weigh(emptyNetwork())];
}

/** The parts of a network as they are rendered one after the other. */
class Inspection {
  /** Rules over several sites. */
  public readonly across: NetworkRules;
  /** Rules over the clusters that several sites share, and over what is outside of sites. */
  private readonly shared: ClusterRules;
  private readonly whole = new Rendering();
  private readonly boundaries: ReadonlySet<IConstruct>;
  private readonly alone: ReadonlySet<Site>;
  private readonly shapes: Shapes;

  public constructor(
    private readonly root: IConstruct,
    private readonly sites: readonly Site[],
    private readonly options: InspectionOptions,
  ) {
    this.across = new NetworkRules(root, sites, options.networks);
    this.shared = new ClusterRules(sites);
    this.boundaries = new Set(sites);
    this.alone = new Set(aloneOnCluster(sites));
    const { only } = options;
    const edges = [...this.alone].filter((site) => site.role === 'edge' && (only === undefined || only.has(site)));
    // A resolver of the program's own may look at the path of an object.
    this.shapes = new Shapes(hasOwnResolvers(root) ? [] : edges, (site) => this.render(site));
  }

  /** A site, or everything outside of sites. */
  public look(site: Site | undefined): PartOutput {
    const output = (site && this.shapes.tryFill(site)) ?? this.render(site);
    this.across.see(output.facts);
    return output;
  }

  /** A site that was not asked for: only what others are connected with. */
  public glanceAt(site: Site): void {
    const entries = listObjects(site, new Rendering(this.whole), 'skupper.io');
    this.shared.see(entries);
    this.across.see(factsOf(site.siteName, entries));
  }

  /** What was found over several parts. */
  public findings(): readonly Finding[] {
    return [...this.across.folderFindings(), ...this.shared.findings(), ...this.across.findings()];
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
