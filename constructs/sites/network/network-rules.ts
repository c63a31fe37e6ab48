import type { IConstruct, IValidation } from 'constructs';

import { CollectorPipeline } from '../../collector/collector-pipeline';
import { findingAt, formatFindings, type Finding } from '../../synth/finding';
import { listObjects, type InventoryEntry } from '../../synth/inventory';
import { Rendering } from '../../synth/rendering';
import { isError, reportsAsData } from '../../synth/rule';
import { sharedIn } from '../../synth/shared';
import { HubNetworks } from '../links/hub-networks';
import { agentContainers } from '../rules/agent-containers';
import { agentsOfPods } from '../rules/agents';
import { certificateSecrets } from '../rules/certificates';
import { clusterPlatforms, controllersOfClusters, destinationsOfClusters } from '../rules/clusters';
import { closedWorkloads } from '../rules/closed-workloads';
import { addressesOfServices, mixedGenerations, otherGeneration } from '../rules/generations';
import { duplicateObjects } from '../rules/identity';
import { linkTargets } from '../rules/link-targets';
import { linkObjects } from '../rules/links';
import { namesOfOperators } from '../rules/made-by-operators';
import type { NetworkRule } from '../rules/network-rule';
import { folderTaken, type FolderRule } from '../rules/site-names';
import { openShiftPods } from '../rules/openshift';
import { operatorGroups } from '../rules/operator-groups';
import { namespacePodSecurity } from '../rules/pod-security';
import { routerAccesses } from '../rules/router-access';
import { UnansweredListeners } from '../rules/routing-keys';
import { secretsInOutput } from '../rules/secrets';
import { missingSidecars } from '../rules/sidecars';
import { skupperFields } from '../rules/skupper-fields';
import { oneSitePerNamespace } from '../rules/skupper-sites';
import { stayingConnections } from '../rules/staying-connections';
import { unusedExporters } from '../rules/unused-exporters';
import { Site } from '../site';
import { factsOf, type PartFacts } from './part-output';

/**
 * Rules over the objects of one cluster. `see` gets every object once; objects of several clusters do not affect each other.
 */
export class ClusterRules {
  private readonly rules: readonly NetworkRule[];

  /** @param sites all sites of the network */
  public constructor(sites: readonly Site[]) {
    this.rules = [
      duplicateObjects(),
      oneSitePerNamespace(),
      missingSidecars(),
      agentsOfPods(),
      agentContainers(),
      namesOfOperators(sites),
      secretsInOutput(),
      routerAccesses(),
      linkObjects(),
      certificateSecrets(),
      openShiftPods(),
      namespacePodSecurity(),
      skupperFields(),
      closedWorkloads(),
      otherGeneration(),
      operatorGroups(),
    ];
  }

  public see(entries: readonly InventoryEntry[]): void {
    for (const entry of entries) for (const rule of this.rules) rule.see(entry);
  }

  /** What was found, once every object was shown. */
  public findings(): readonly Finding[] {
    return this.rules.flatMap((rule) => rule.findings()).map((finding) => findingAt(finding.path, finding));
  }
}

/** Rules over several sites. `see` gets the facts of every part once. */
export class NetworkRules {
  private readonly listeners: UnansweredListeners;
  private readonly folders: FolderRule;
  private objects = 0;

  public constructor(
    private readonly root: IConstruct,
    private readonly sites: readonly Site[],
    private readonly networks: HubNetworks,
  ) {
    this.listeners = new UnansweredListeners(sites, networks);
    this.folders = folderTaken(sites);
  }

  public see({ objects, ends, claims }: PartFacts): void {
    this.objects += objects;
    this.listeners.see(ends);
    for (const claim of claims) this.folders.see(claim);
  }

  /** A part that differs from an exemplar only in its name. Its listeners have the same findings as those of the exemplar. */
  public seeLike({ objects, claims }: PartFacts): void {
    this.objects += objects;
    for (const claim of claims) this.folders.see(claim);
  }

  /** Whether any part has objects. */
  public get hasObjects(): boolean {
    return this.objects > 0;
  }

  /** Whether two parts would write to one folder, as far as is known. */
  public get hasFolderTaken(): boolean {
    return this.folders.findings().length > 0;
  }

  /** What was found, once every part was shown. */
  public findings(): readonly Finding[] {
    const { sites, networks } = this;
    const found = [
      ...this.listeners.findings(),
      ...clusterPlatforms(sites),
      ...controllersOfClusters(sites),
      ...destinationsOfClusters(sites),
      ...linkTargets(sites, networks),
      ...mixedGenerations(sites),
      ...addressesOfServices(sites, networks),
      ...stayingConnections(sites),
      ...unusedExporters(sites, findCollectors(this.root)),
    ];
    return found.map((finding) => findingAt(finding.path, finding));
  }

  /** Who writes to the folder of another. Under an App that is not ours, cdk8s names the files. */
  public folderFindings(): readonly Finding[] {
    return this.folders.findings().map((finding) => findingAt(finding.path, finding));
  }
}

/** All sites below a root, in the order of the tree. */
export function findSites(root: IConstruct): readonly Site[] {
  return root.node.findAll().filter((construct) => Site.isSite(construct));
}

function findCollectors(root: IConstruct): readonly CollectorPipeline[] {
  return root.node.findAll().filter((construct) => construct instanceof CollectorPipeline);
}

/** Sees to it that the rules run once for a root that is not ours too: as one validation of the root. */
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
