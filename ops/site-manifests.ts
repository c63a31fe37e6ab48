import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

import type { Topology, TopologySite } from '../constructs';
import type { KubeObject } from './cluster/kube-object';

/** The manifests that synthesis wrote, site by site, read when they are first asked for. */
export class SiteManifests {
  private readonly files = new Map<string, string[]>();
  private readonly read = new Map<string, Promise<readonly KubeObject[]>>();

  public constructor(
    /** The output folder. */
    public readonly outdir: string,
    { files }: Topology,
  ) {
    for (const file of files) {
      const folder = path.posix.dirname(file);
      const known = this.files.get(folder);
      if (known === undefined) this.files.set(folder, [file]);
      else known.push(file);
    }
  }

  /** Objects of a site as its files have them; those of files that are not there are left out. */
  public of({ folder }: Pick<TopologySite, 'folder'>): Promise<readonly KubeObject[]> {
    const known = this.read.get(folder) ?? this.readSite(folder);
    this.read.set(folder, known);
    return known;
  }

  private async readSite(folder: string): Promise<readonly KubeObject[]> {
    const { parseAllDocuments } = await import('yaml');
    return (this.files.get(folder) ?? []).flatMap((file) => {
      const full = path.join(this.outdir, file);
      if (!existsSync(full)) return [];
      return parseAllDocuments(readFileSync(full, 'utf8')).flatMap((document) => {
        const object = document.errors.length === 0 ? (document.toJS() as KubeObject | null) : null;
        return object === null ? [] : [object];
      });
    });
  }
}
