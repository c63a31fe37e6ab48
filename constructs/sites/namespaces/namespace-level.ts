import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { isInstrumentation } from '../../security/agents';
import { podSecurityFaults, strictestLevel } from '../../security/pod-security';
import { includesLevel, leastStrict, type PodSecurityLevel } from '../../security/pod-security-level';
import { makesPods, podsOf } from '../../security/pods-of';
import { tryRender } from '../../synth/inventory';
import { tryFindPlacement } from '../../synth/placement';
import type { Rendering } from '../../synth/rendering';
import { sharedIn } from '../../synth/shared';
import { Injections } from './injections';

/** What makes pods on a cluster, or adds to them, by namespace. */
type PodMakers = ReadonlyMap<string, readonly ApiObject[]>;

/** Takes note of a site, whose objects may be in any namespace of its cluster. */
export function noteSite(site: IConstruct, cluster: string): void {
  const sites = sitesByCluster(site);
  const known = sites.get(cluster);
  if (known === undefined) sites.set(cluster, [site]);
  else known.push(site);
}

function sitesByCluster(construct: IConstruct): Map<string, IConstruct[]> {
  return sharedIn(construct, 'sites-by-cluster', () => new Map<string, IConstruct[]>());
}

/**
 * The strictest level that all pods of the program in a namespace pass, `baseline` at the least: what needs more is not granted
 * unasked, and found by a rule.
 */
export function levelForPods(place: IConstruct, namespace: string, rendering: Rendering): PodSecurityLevel {
  const needed = strictestPassed(place, namespace, rendering);
  return includesLevel(needed, 'baseline') ? needed : 'baseline';
}

function strictestPassed(place: IConstruct, namespace: string, rendering: Rendering): PodSecurityLevel {
  const cluster = tryFindPlacement(place)?.cluster.name ?? '';
  const makers = podMakers(place, cluster, rendering);
  const injections = new Injections();
  const seen = new Set<string>();
  const rendered = (where: string) => (makers.get(where) ?? []).flatMap((object) => tryRender(object, rendering) ?? []);
  const seeAll = (where: string): void => {
    if (seen.has(where)) return;
    seen.add(where);
    for (const json of rendered(where)) injections.see(cluster, '', json);
  };
  return leastStrict(
    rendered(namespace).flatMap((json) =>
      podsOf(json).map((pod) => {
        for (const where of injections.placesOf(cluster, namespace, pod)) seeAll(where);
        return strictestLevel(podSecurityFaults(injections.inject(cluster, namespace, pod).pod));
      }),
    ),
  );
}

/** Found once: while it is rendered, the tree stays as it is. */
function podMakers(place: IConstruct, cluster: string, { whole }: Rendering): PodMakers {
  const sites = sitesByCluster(place).get(cluster) ?? [];
  return whole.once(sites, 'pod-makers', () => findPodMakers(sites));
}

function findPodMakers(sites: readonly IConstruct[]): PodMakers {
  const makers = new Map<string, ApiObject[]>();
  for (const object of sites.flatMap((site) => site.node.findAll())) {
    if (!(object instanceof ApiObject) || !hasSay(object)) continue;
    const namespace = object.metadata.namespace ?? '';
    const known = makers.get(namespace);
    if (known === undefined) makers.set(namespace, [object]);
    else known.push(object);
  }
  return makers;
}

function hasSay({ apiVersion, kind, name }: ApiObject): boolean {
  return makesPods(apiVersion, kind, name) || isInstrumentation(apiVersion, kind);
}
