import type { IConstruct } from 'constructs';

import { CollectorPipeline } from '../../collector/collector-pipeline';
import { findingAt, formatFindings, type Finding } from '../../synth/finding';
import { listObjects, type InventoryEntry } from '../../synth/inventory';
import { isCollecting, isError } from '../../synth/rule';
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
import { openShiftPods } from '../rules/openshift';
import { operatorGroups } from '../rules/operator-groups';
import { namespacePodSecurity } from '../rules/pod-security';
import { routerAccesses } from '../rules/router-access';
import { unansweredListeners } from '../rules/routing-keys';
import { secretsInOutput } from '../rules/secrets';
import { missingSidecars } from '../rules/sidecars';
import { skupperFields } from '../rules/skupper-fields';
import { oneSitePerNamespace } from '../rules/skupper-sites';
import { stayingConnections } from '../rules/staying-connections';
import { unusedExporters } from '../rules/unused-exporters';
import { Site } from '../site';

/** Everything that needs more than one object or site to be seen. It is shown every object once. */
export class NetworkRules {
  private readonly networks: HubNetworks;
  private readonly rules: readonly NetworkRule[];

  public constructor(
    private readonly root: IConstruct,
    private readonly sites: readonly Site[],
  ) {
    this.networks = new HubNetworks(sites);
    this.rules = [
      duplicateObjects(),
      oneSitePerNamespace(),
      missingSidecars(),
      agentsOfPods(),
      agentContainers(),
      namesOfOperators(sites),
      secretsInOutput(),
      unansweredListeners(sites, this.networks),
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
    const found = [
      ...this.rules.flatMap((rule) => rule.findings()),
      ...clusterPlatforms(this.sites),
      ...controllersOfClusters(this.sites),
      ...destinationsOfClusters(this.sites),
      ...linkTargets(this.sites, this.networks),
      ...mixedGenerations(this.sites),
      ...addressesOfServices(this.sites, this.networks),
      ...stayingConnections(this.sites),
      ...unusedExporters(this.sites, findCollectors(this.root)),
    ];
    return found.map((finding) => findingAt(finding.path, finding));
  }
}

/** All sites below a root, in the order of the tree. */
export function findSites(root: IConstruct): readonly Site[] {
  return root.node.findAll().filter((construct) => Site.isSite(construct));
}

function findCollectors(root: IConstruct): readonly CollectorPipeline[] {
  return root.node.findAll().filter((construct) => construct instanceof CollectorPipeline);
}

const roots = new WeakSet<IConstruct>();

/** Sees to it that the rules run once for a root that is not ours too: as one validation of the root. */
export function addNetworkRules(root: IConstruct): void {
  if (roots.has(root)) return;
  roots.add(root);
  root.node.addValidation({
    validate: () => {
      if (isCollecting(root)) return [];
      const rules = new NetworkRules(root, findSites(root));
      rules.see(listObjects(root));
      const findings = rules.findings().filter(isError);
      return findings.length === 0 ? [] : [formatFindings(findings)];
    },
  });
}
