import type { Finding } from '../../synth/finding';
import type { InventoryEntry } from '../../synth/inventory';
import { kustomizations } from '../../synth/kustomization';
import { layOut } from '../../synth/layout';
import { folderClaims, type FolderClaim } from '../rules/site-names';
import { endsOf, type AddressEnds } from '../rules/routing-keys';
import type { Site } from '../site';
import { describeSite, topologyText, type KnownHubs, type TopologyText } from './topology';

/** What rules over several sites have to know of a part. */
export interface PartFacts {
  /** Number of objects. */
  readonly objects: number;
  readonly ends: AddressEnds;
  readonly claims: readonly FolderClaim[];
}

/** What is written of a part. */
export interface PartFiles {
  /** Paths and texts. */
  readonly files: readonly (readonly [path: string, text: string])[];
  /** The site in `network.json`, none for what is outside of sites. */
  readonly topology: TopologyText | undefined;
  /** Path of the construct that an object is made by, by the object's name: for validation plugins of cdk8s. */
  readonly metadata: readonly (readonly [name: string, path: string])[];
}

/** What a part of a network comes to: a site, or everything outside of sites. It is data alone. */
export interface PartOutput {
  readonly findings: readonly Finding[];
  readonly facts: PartFacts;
  /** Undefined where something is wrong, or nothing is to be written. */
  readonly written: PartFiles | undefined;
}

/** How parts are written. */
export interface WritingOptions {
  readonly hubs: KnownHubs;
  /** Whether every folder has a file `Kustomization`. */
  readonly kustomization: boolean;
  readonly recordsMetadata: boolean;
}

/** What rules over several sites have to know of the objects of a part. */
export function factsOf(site: string | undefined, entries: readonly InventoryEntry[]): PartFacts {
  return { objects: entries.length, ends: endsOf(site, entries), claims: folderClaims(entries) };
}

/** The files of a part, and the part in `network.json`. */
export function writePart(site: Site | undefined, entries: readonly InventoryEntry[], options: WritingOptions): PartFiles {
  const files = layOut(entries);
  return {
    files: [...files, ...(options.kustomization ? kustomizations(files, entries) : [])],
    topology: site && topologyText(describeSite(site, entries, options.hubs)),
    metadata: options.recordsMetadata ? entries.map(({ json, path }) => [json.metadata.name, path] as const) : [],
  };
}
