import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { isInstrumentation } from '../../security/agents';
import { podSecurityFaults, strictestLevel } from '../../security/pod-security';
import { includesLevel, leastStrict, type PodSecurityLevel } from '../../security/pod-security-level';
import { makesPods, podsOf } from '../../security/pods-of';
import { tryRender } from '../../synth/inventory';
import { tryFindPlacement } from '../../synth/placement';
import { tryFindRun } from '../../synth/rule';
import { Injections } from './injections';

/** What makes pods on a cluster, or adds to them, by namespace. */
type PodMakers = ReadonlyMap<string, readonly ApiObject[]>;

const sitesOfRoots = new WeakMap<IConstruct, Map<string, IConstruct[]>>();
const makersOfRuns = new WeakMap<object, Map<string, PodMakers>>();

/** Takes note of a site, whose objects may be in any namespace of its cluster. */
export function noteSite(site: IConstruct, cluster: string): void {
  const { root } = site.node;
  const sites = sitesOfRoots.get(root) ?? new Map<string, IConstruct[]>();
  sitesOfRoots.set(root, sites);
  const known = sites.get(cluster);
  if (known === undefined) sites.set(cluster, [site]);
  else known.push(site);
}

/**
 * The strictest level that all pods of the program in a namespace pass, `baseline` at the least: what needs more is not granted
 * unasked, and found by a rule.
 */
export function levelForPods(place: IConstruct, namespace: string): PodSecurityLevel {
  const needed = strictestPassed(place, namespace);
  return includesLevel(needed, 'baseline') ? needed : 'baseline';
}

function strictestPassed(place: IConstruct, namespace: string): PodSecurityLevel {
  const cluster = tryFindPlacement(place)?.cluster.name ?? '';
  const makers = podMakers(place.node.root, cluster);
  const injections = new Injections();
  const seen = new Set<string>();
  const rendered = (where: string) => (makers.get(where) ?? []).flatMap((object) => tryRender(object) ?? []);
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

/** Found once in a run, in which the tree stays as it is. */
function podMakers(root: IConstruct, cluster: string): PodMakers {
  const run = tryFindRun(root);
  const known = run && makersOfRuns.get(run)?.get(cluster);
  if (known !== undefined) return known;
  const makers = findPodMakers(sitesOfRoots.get(root)?.get(cluster) ?? []);
  if (run !== undefined) makersOfRuns.set(run, (makersOfRuns.get(run) ?? new Map<string, PodMakers>()).set(cluster, makers));
  return makers;
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
