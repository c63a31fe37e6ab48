import * as fs from 'node:fs';
import * as path from 'node:path';

import { ArgumentError } from '../../synth/argument';
import { KUSTOMIZATION_FILE } from '../../synth/kustomization';
import { TOPOLOGY_FILE } from '../../synth/layout';
import { foldersAbove } from '../../synth/output-place';
import type { Site } from '../site';
import type { Topology, TopologySite } from './topology';

/** What a path has to look like that this package has written. */
const WRITTEN = new RegExp(String.raw`"((?:[a-z0-9][a-z0-9.-]*/)+(?:[0-9]{2}-[a-z0-9.-]+\.yaml|${KUSTOMIZATION_FILE}))"`, 'g');

/** What an earlier run wrote below a folder, as its `network.json` says: nothing else is ever removed. */
export class Ledger {
  /** Paths of the files. */
  public readonly files: readonly string[];
  private readonly text: string | undefined;

  public constructor(outdir: string) {
    const file = path.join(outdir, TOPOLOGY_FILE);
    this.text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
    // Read as text: the file may have the marks of a merge in it.
    const paths = (this.text ?? '').matchAll(WRITTEN);
    this.files = [...new Set([...paths].map(([, found = '']) => found))];
  }

  /** Files of these sites. */
  public filesOf(sites: ReadonlySet<Site>): readonly string[] {
    const folders = foldersOf(sites);
    return this.files.filter((file) => isIn(folders, file));
  }

  /** Files of all others. */
  public filesBut(sites: ReadonlySet<Site>): readonly string[] {
    const folders = foldersOf(sites);
    return this.files.filter((file) => !isIn(folders, file));
  }

  /**
   * The other sites, to be taken in the order of their names.
   *
   * @throws ArgumentError if there was no earlier run, or its `network.json` cannot be read
   */
  public sitesBut(sites: ReadonlySet<Site>): OrderedSites {
    const names = new Set([...sites].map(({ siteName }) => siteName));
    return new OrderedSites(this.requireTopology().sites.filter(({ name }) => !names.has(name)));
  }

  private requireTopology(): Topology {
    try {
      const topology = JSON.parse(this.text ?? '') as Partial<Topology> | null;
      if (topology?.version === 1 && Array.isArray(topology.sites)) return topology as Topology;
    } catch {
      // Told below.
    }
    throw new ArgumentError(
      'TelemetryNetwork',
      'sites',
      `the output folder has no ${TOPOLOGY_FILE} that the sites could be put into`,
      'synthesize all sites once',
    );
  }
}

/** Sites of an earlier run, given out in the order of their names. */
class OrderedSites {
  private readonly waiting: TopologySite[];

  public constructor(sites: readonly TopologySite[]) {
    this.waiting = [...sites].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Those before a name that were not given out yet. */
  public before(name: string): readonly TopologySite[] {
    const index = this.waiting.findIndex((site) => site.name > name);
    return this.waiting.splice(0, index < 0 ? this.waiting.length : index);
  }

  public rest(): readonly TopologySite[] {
    return this.waiting.splice(0);
  }
}

function foldersOf(sites: ReadonlySet<Site>): ReadonlySet<string> {
  return new Set([...sites].map(({ folder }) => folder));
}

/** Whether a file is in one of the folders, or below it. */
function isIn(folders: ReadonlySet<string>, file: string): boolean {
  return foldersAbove(file).some((folder) => folders.has(folder));
}
