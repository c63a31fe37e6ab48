import type { LocatedFinding } from '../../synth/finding';
import { outermostChart } from '../../synth/inventory';
import { TOPOLOGY_FILE } from '../../synth/layout';
import { foldersAbove } from '../../synth/output-place';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** Sites are told apart by their names, and nothing else may write to the folder of one, or below it. */
export function folderTaken(sites: readonly Site[]): NetworkRule {
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
    see: ({ object, folder, placement }) => {
      if (placement === undefined) claim(folder, outermostChart(object).node.path);
      else claim(folder, names.get(placement.site) ?? placement.site, object.chart.node.path);
    },
    findings: () => found,
  };
}
