import type { IConstruct } from 'constructs';

import { CollectorPipeline } from '../collector/collector-pipeline';
import { findingAt, formatFindings, type Finding, type LocatedFinding } from '../synth/finding';
import { listObjects, type InventoryEntry } from '../synth/inventory';
import { isCollecting, isError } from '../synth/rule';
import { unusedExporters } from './rules/unused-exporters';
import { duplicateObjects } from './rules/identity';
import { unansweredListeners } from './rules/routing-keys';
import { listenerHosts, namesOfOperators } from './rules/made-by-operators';
import { secretsInOutput } from './rules/secrets';
import { missingSidecars } from './rules/sidecars';
import { clusterPlatforms } from './rules/site-names';
import { oneSitePerNamespace } from './rules/skupper-sites';
import { Site } from './site';

/** Everything that needs more than one object or site to be seen. */
export function networkFindings(root: IConstruct, entries: readonly InventoryEntry[]): Finding[] {
  const sites = findSites(root);
  const found: readonly LocatedFinding[] = [
    ...clusterPlatforms(sites),
    ...duplicateObjects(entries),
    ...oneSitePerNamespace(entries),
    ...missingSidecars(entries),
    ...namesOfOperators(entries),
    ...listenerHosts(entries),
    ...secretsInOutput(entries),
    ...unansweredListeners(sites, entries),
    ...unusedExporters(sites, findCollectors(root)),
  ];
  return found.map((finding) => findingAt(finding.path, finding));
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
      const findings = networkFindings(root, listObjects(root)).filter(isError);
      return findings.length === 0 ? [] : [formatFindings(findings)];
    },
  });
}
