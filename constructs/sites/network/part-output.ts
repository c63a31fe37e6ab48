import type { Finding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { kustomizations } from '../../synth/kustomization';
import { layOut } from '../../synth/layout';
import { endsOf, type AddressEnds } from '../rules/subjects/address-ends';
import { folderClaims, type FolderClaim } from '../rules/subjects/folder';
import type { Site } from '../site';
import { describeSite, topologyText, type KnownHubs, type TopologyText } from './topology';

/** Facts about a part that rules over several sites need. */
export interface PartFacts {
  /** Number of objects. */
  readonly objects: number;
  readonly ends: AddressEnds;
  readonly claims: readonly FolderClaim[];
}

/** Files of a part, and its entry in `network.json`. */
export interface PartFiles {
  /** Paths and texts. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** Entry of the site in `network.json`. Objects outside of sites have none. */
  readonly topology: TopologyText | undefined;
  /** Path of the construct of each object, by the name of the object, for validation plugins of cdk8s. */
  readonly metadata: readonly (readonly [name: string, path: string])[];
}

/** Output of a part of a network: a site, or everything outside of sites. Plain data. */
export interface PartOutput {
  readonly findings: readonly Finding[];
  readonly facts: PartFacts;
  /** Undefined if the part has errors, or if nothing is written. */
  readonly written: PartFiles | undefined;
}

/** How parts are written. */
export interface WritingOptions {
  readonly hubs: KnownHubs;
  /** Whether every folder has a file `Kustomization`. */
  readonly kustomization: boolean;
  readonly recordsMetadata: boolean;
}

/** Returns the facts about a part that rules over several sites need. */
export function factsOf(site: string | undefined, entries: readonly InventoryEntry[]): PartFacts {
  return { objects: entries.length, ends: endsOf(site, entries), claims: folderClaims(entries) };
}

/** Returns the files of a part, and its entry in `network.json`. */
export function writePart(site: Site | undefined, entries: readonly InventoryEntry[], options: WritingOptions): PartFiles {
  const files = layOut(entries);
  return {
    files: [...files, ...(options.kustomization ? kustomizations(files, entries) : [])],
    topology: site && topologyText(describeSite(site, entries, options.hubs)),
    metadata: options.recordsMetadata ? entries.map(({ json, path }) => [json.metadata.name, path] as const) : [],
  };
}
