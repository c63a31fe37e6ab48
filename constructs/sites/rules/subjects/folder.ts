import { Subject } from '../../../synth/define-rule';
import { outermostChart, type InventoryEntry } from '../../../synth/inventory';
import type { Site } from '../../site';
import type { Watch } from './watch';

/** Chart that writes to a folder. */
export interface FolderClaim {
  readonly folder: string;
  readonly site: string | undefined;
  /** Path of the chart. */
  readonly path: string;
}

/** Creates the check of the folders of a network. It is shown the claims of every part in turn. */
export type FolderCheck = (sites: readonly Site[]) => Watch<FolderClaim>;

/** Folders of the output. */
export const FOLDER = new Subject<FolderCheck>('folders of the output');

/** Returns the charts that write to each folder, without repetition. */
export function folderClaims(entries: readonly InventoryEntry[]): readonly FolderClaim[] {
  const claims = entries.map(({ object, folder, placement }): FolderClaim => {
    const chart = placement === undefined ? outermostChart(object) : object.chart;
    return { folder, site: placement?.site, path: chart.node.path };
  });
  return [...new Map(claims.map((claim) => [`${claim.folder}\n${claim.site ?? ''}\n${claim.path}`, claim])).values()];
}
