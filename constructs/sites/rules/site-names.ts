import type { LocatedFinding } from '../../synth/finding';
import { outermostChart } from '../../synth/inventory';
import { TOPOLOGY_FILE } from '../../synth/layout';
import type { Site } from '../site';
import type { NetworkRule } from './network-rule';

/** A site's name is its folder of the output: nothing else may write there. */
export function folderTaken(sites: readonly Site[]): NetworkRule {
  const first = new Map<string, string>([[TOPOLOGY_FILE, TOPOLOGY_FILE]]);
  const reported = new Set<string>();
  const found: LocatedFinding[] = [];
  const claim = (folder: string, path: string): void => {
    const known = first.get(folder);
    if (known === undefined) first.set(folder, path);
    else if (known !== path && !reported.has(path)) {
      reported.add(path);
      found.push({
        rule: 'site/name-taken',
        path,
        message: `the folder ${folder} of the output belongs to ${known} already`,
        fix: 'give one of them another id',
      });
    }
  };
  for (const site of sites) claim(site.siteName, site.node.path);
  return {
    see: ({ object, folder, placement }) => {
      if (placement === undefined) claim(folder, outermostChart(object).node.path);
    },
    findings: () => found,
  };
}
