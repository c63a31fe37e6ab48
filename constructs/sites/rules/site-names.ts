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
  const claim = (folder: string, path: string): void => {
    const known = owners.get(folder);
    if (known === path) return;
    const above = foldersAbove(folder).map((one) => owners.get(one));
    const other = [known, ...above, outer.get(folder)].find((one) => one !== undefined && one !== path);
    if (other !== undefined) {
      const taken = other === known ? `belongs to ${other} already` : `is not apart from that of ${other}`;
      report(path, `the folder ${folder} of the output ${taken}`, 'give one of them another id or folder');
      return;
    }
    owners.set(folder, path);
    for (const one of foldersAbove(folder)) outer.set(one, path);
  };
  for (const { siteName, folder, node } of sites) {
    const known = names.get(siteName);
    if (known !== undefined) report(node.path, `there is a site ${siteName} already: ${known}`, 'give one of them another id');
    names.set(siteName, known ?? node.path);
    claim(folder, node.path);
  }
  return {
    see: ({ object, folder, placement }) => {
      claim(folder, placement === undefined ? outermostChart(object).node.path : (names.get(placement.site) ?? placement.site));
    },
    findings: () => found,
  };
}
