import type { LocatedFinding } from '../../synth/finding';
import { outermostChart, type InventoryEntry } from '../../synth/inventory';
import { TOPOLOGY_FILE } from '../../synth/layout';
import { foldersAbove } from '../../synth/output-place';
import type { Site } from '../site';

/** Sites are told apart by their names, and nothing else may write to the folder of one, or below it. */
export function folderTaken(sites: readonly Site[]): FolderRule {
  const names = new Map<string, string>();
  const owners = new Map<string, string>([[TOPOLOGY_FILE, TOPOLOGY_FILE]]);
  /** Folders that have those of somebody in them. */
  const outer = new Map<string, string>();
  const reported = new Set<string>();
  const found: LocatedFinding[] = [];
  const report = (path: string, message: string, fix: string): void => {
    if (reported.has(path)) return;
    reported.add(path);
    found.push({ rule: 'site/name-taken', path, message, fix });
  };
  const claim = (folder: string, owner: string, path = owner): void => {
    const known = owners.get(folder);
    if (known === owner) return;
    const above = foldersAbove(folder).map((one) => owners.get(one));
    const other = [known, ...above, outer.get(folder)].find((one) => one !== undefined && one !== owner);
    if (other !== undefined) {
      const taken = other === known ? `belongs to ${other} already` : `is not apart from that of ${other}`;
      report(
        path,
        `the folder ${folder} of the output ${taken}`,
        'give one of them another id or folder, or what is written there another folder',
      );
      return;
    }
    owners.set(folder, owner);
    for (const one of foldersAbove(folder)) outer.set(one, owner);
  };
  for (const { siteName, folder, node } of sites) {
    const known = names.get(siteName);
    if (known !== undefined) report(node.path, `there is a site ${siteName} already: ${known}`, 'give one of them another id');
    names.set(siteName, known ?? node.path);
    claim(folder, node.path);
  }
  return {
    see: ({ folder, site, path }) => {
      if (site === undefined) claim(folder, path);
      else claim(folder, names.get(site) ?? site, path);
    },
    findings: () => found,
  };
}

/** Somebody who writes to a folder. */
export interface FolderClaim {
  readonly folder: string;
  readonly site: string | undefined;
  /** Path of the chart. */
  readonly path: string;
}

/** Who writes to which folder, each once. */
export function folderClaims(entries: readonly InventoryEntry[]): readonly FolderClaim[] {
  const claims = entries.map(({ object, folder, placement }): FolderClaim => {
    const chart = placement === undefined ? outermostChart(object) : object.chart;
    return { folder, site: placement?.site, path: chart.node.path };
  });
  return [...new Map(claims.map((claim) => [`${claim.folder}\n${claim.site ?? ''}\n${claim.path}`, claim])).values()];
}

/** A rule that is shown every claim. */
export interface FolderRule {
  readonly see: (claim: FolderClaim) => void;
  readonly findings: () => readonly LocatedFinding[];
}
