import type { IConstruct, IValidation } from 'constructs';

import { CollectorPipeline } from '../../collector/collector-pipeline';
import { formatFindings, type Finding } from '../../synth/finding';
import { listObjects, type InventoryEntry } from '../../synth/inventory';
import { Rendering } from '../../synth/rendering';
import { isError, reportsAsData } from '../../synth/rule';
import { sharedIn } from '../../synth/shared';
import { HubNetworks } from '../links/hub-networks';
import { FOLDER, type FolderClaim } from '../rules/subjects/folder';
import { LISTENER, Listeners } from '../rules/subjects/listener';
import { NETWORK, type NetworkView } from '../rules/subjects/network';
import type { Watch } from '../rules/subjects/watch';
import { Site } from '../site';
import { ClusterRules } from './cluster-rules';
import { factsOf, type PartFacts } from './part-output';
import { reportFaults, rulesOf, watchOf } from './subject-rules';

const NETWORK_RULES = rulesOf(NETWORK);
const LISTENER_RULES = rulesOf(LISTENER);
const FOLDER_RULES = rulesOf(FOLDER);

/** Rules over several sites. `see` gets the facts of every part once. */
export class NetworkRules {
  private readonly listeners: Listeners;
  private readonly folders: readonly Watch<FolderClaim, Finding>[];
  private objects = 0;

  public constructor(
    private readonly root: IConstruct,
    private readonly sites: readonly Site[],
    private readonly networks: HubNetworks,
  ) {
    this.listeners = new Listeners(sites, networks);
    this.folders = FOLDER_RULES.map((rule) => watchOf(rule, rule.check(sites)));
  }

  public see(facts: PartFacts): void {
    this.listeners.see(facts.ends);
    this.seeLike(facts);
  }

  /** A part that differs from an exemplar only in its name. Its listeners have the same findings as those of the exemplar. */
  public seeLike({ objects, claims }: PartFacts): void {
    this.objects += objects;
    for (const claim of claims) for (const watch of this.folders) watch.see(claim);
  }

  /** Whether any part has objects. */
  public get hasObjects(): boolean {
    return this.objects > 0;
  }

  /** Whether two parts would write to one folder, as far as is known. */
  public get hasFolderTaken(): boolean {
    return this.folderFindings().length > 0;
  }

  /** Returns the findings after every part was shown. */
  public findings(): readonly Finding[] {
    const { sites, networks } = this;
    const network: NetworkView = { sites, networks, collectors: findCollectors(this.root) };
    const listeners = this.listeners.facts();
    return [
      ...NETWORK_RULES.flatMap((rule) => reportFaults(rule, rule.check(network))),
      ...LISTENER_RULES.flatMap((rule) => reportFaults(rule, listeners.flatMap(rule.check))),
    ];
  }

  /** Returns the charts that write to the folder of another chart. Under an App that is not ours, cdk8s names the files. */
  public folderFindings(): readonly Finding[] {
    return this.folders.flatMap((watch) => watch.findings());
  }
}

/** Returns all sites below a root, in the order of the tree. */
export function findSites(root: IConstruct): readonly Site[] {
  return root.node.findAll().filter((construct) => Site.isSite(construct));
}

function findCollectors(root: IConstruct): readonly CollectorPipeline[] {
  return root.node.findAll().filter((construct) => construct instanceof CollectorPipeline);
}

/** Adds the rules to a root that is not ours, as one validation of the root. */
export function addNetworkRules(root: IConstruct): void {
  sharedIn(root, 'network-rules', () => {
    const validation = new NetworkValidation(root);
    root.node.addValidation(validation);
    return validation;
  });
}

class NetworkValidation implements IValidation {
  public constructor(private readonly root: IConstruct) {}

  public validate(): string[] {
    const { root } = this;
    if (reportsAsData(root)) return [];
    const sites = findSites(root);
    const entries = listObjects(root, new Rendering());
    const within = new ClusterRules(sites);
    within.see(entries);
    const across = new NetworkRules(root, sites, new HubNetworks(sites));
    for (const [site, own] of bySite(entries)) across.see(factsOf(site, own));
    const findings = [...within.findings(), ...across.findings()].filter(isError);
    return findings.length === 0 ? [] : [formatFindings(findings)];
  }
}

function bySite(entries: readonly InventoryEntry[]): ReadonlyMap<string | undefined, readonly InventoryEntry[]> {
  const found = new Map<string | undefined, InventoryEntry[]>();
  for (const entry of entries) found.set(entry.placement?.site, [...(found.get(entry.placement?.site) ?? []), entry]);
  return found;
}
