import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { TOPOLOGY_FILE } from '../../synth/layout';
import { foldersAbove } from '../../synth/output-place';
import { FOLDER } from './subjects/folder';

/** Each site has its own name and folder. No other chart writes to this folder or below it. */
export const siteNameTaken = defineRule({
  id: 'site/name-taken',
  severity: 'error',
  fixed: true,
  subject: FOLDER,
  docs: 'two sites, or a site and a chart, would write to one folder',
  check: (sites) => {
    const names = new Map<string, string>();
    const owners = new Map<string, string>([[TOPOLOGY_FILE, TOPOLOGY_FILE]]);
    /** Folders that contain the folder of an owner. */
    const outer = new Map<string, string>();
    const reported = new Set<string>();
    const found: LocatedFault[] = [];
    const report = (path: string, message: string, fix: string): void => {
      if (reported.has(path)) return;
      reported.add(path);
      found.push({ path, message, fix });
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
  },
});
