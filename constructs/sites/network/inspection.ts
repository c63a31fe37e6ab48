import type { IConstruct } from 'constructs';

import { findingAt, type Finding } from '../../synth/finding';
import { listObjects, takeInventory, type InventoryEntry } from '../../synth/inventory';
import { unprintable } from '../../synth/layout';
import { Rendering } from '../../synth/rendering';
import { findSites, NetworkRules } from './network-rules';
import { folderTaken } from '../rules/site-names';
import type { Site } from '../site';

/** A part of a network that was rendered and looked at: a site, or everything outside of sites. */
export interface InspectedPart {
  readonly site: Site | undefined;
  readonly entries: readonly InventoryEntry[];
}

/** What an inspection looks at, and whom it tells. */
export interface InspectionOptions {
  /** Sites to look at; of the others only what these are connected with. @default - all */
  readonly only?: ReadonlySet<Site>;
  /** Is given each part while nothing wrong was found so far. A part is let go of after it. @default - nobody */
  readonly onPart?: (part: InspectedPart) => void;
  /** How a network weighs a finding. */
  readonly weigh: (finding: Finding) => readonly Finding[];
}

/**
 * Renders a network part by part, each once, in the order of the names of the sites, and holds it against all rules. Of what was
 * rendered nothing is kept but what rules over several sites need.
 */
export function inspect(root: IConstruct, options: InspectionOptions): readonly Finding[] {
  const sites = findSites(root);
  const { only = new Set(sites), onPart, weigh } = options;
  const rules = new NetworkRules(root, sites);
  const folders = folderTaken(sites);
  const boundaries = new Set<IConstruct>(sites);
  const found: Finding[] = [];
  const whole = new Rendering();
  let count = 0;
  const isRight = (): boolean => found.every(({ severity }) => severity !== 'error') && folders.findings().length === 0;
  const see = (entries: readonly InventoryEntry[]): void => {
    count += entries.length;
    rules.see(entries);
    for (const entry of entries) folders.see(entry);
  };
  const look = (part: IConstruct, site: Site | undefined): void => {
    const { entries, findings } = takeInventory(part, boundaries, new Rendering(whole));
    see(entries);
    found.push(...[...findings, ...entries.flatMap(unprintable)].flatMap(weigh));
    if (onPart !== undefined && isRight()) onPart({ site, entries });
  };
  look(root, undefined);
  for (const site of [...sites].sort((a, b) => (a.siteName < b.siteName ? -1 : 1))) {
    if (only.has(site)) look(site, site);
    else see(listObjects(site, new Rendering(whole), 'skupper.io'));
  }
  const across = [...folders.findings().map((finding) => findingAt(finding.path, finding)), ...rules.findings()];
  const isAsked = placeFilter(sites, only);
  found.push(...across.filter(({ path }) => isAsked(path)).flatMap(weigh));
  return count > 0 ? found : [...found, ...weigh(emptyNetwork())];
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
