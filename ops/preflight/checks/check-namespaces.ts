import type { TopologyNamespace } from '../../../constructs';
import type { KubeObject } from '../../cluster/kube-object';
import { otherSites, staleRouter } from '../../hazards/site-hazards';
import { knownOr } from '../../known';
import type { OpsFault } from '../../ops-finding';
import type { SiteFacts } from '../site-facts';
import { unknown } from './unknown';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

/** Levels of PodSecurity, the strictest first. */
const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

/** The namespaces of the site. */
export function checkNamespaces(facts: SiteFacts): readonly OpsFault[] {
  return facts.site.namespaces.flatMap((namespace) => checkNamespace(facts, namespace));
}

function checkNamespace({ namespaces }: SiteFacts, planned: TopologyNamespace): readonly OpsFault[] {
  const seen = namespaces.get(planned.name);
  const location = `namespace ${planned.name}`;
  if (seen === undefined) return [];
  if ('unknown' in seen) return [unknown('preflight/namespace', location, seen.unknown)];
  const there = seen.known;
  if (there === undefined) {
    if (planned.created) return [];
    const fix = `kubectl create namespace ${planned.name}, or let the program make it`;
    return [{ severity: 'error', rule: 'preflight/namespace', location, message: 'is not there, and the program takes it as given', fix }];
  }
  if (there.status?.['phase'] === 'Terminating' || there.metadata.deletionTimestamp !== undefined) {
    const fix = 'wait until it is gone; if it stays, see which finalizers of objects in it hold it';
    return [{ severity: 'error', rule: 'preflight/namespace', location, message: 'is being deleted', fix }];
  }
  // A level that the manifests set is theirs.
  return planned.created ? [] : checkLevel(location, there, planned.podSecurity);
}

function checkLevel(location: string, { metadata }: KubeObject, needed: TopologyNamespace['podSecurity']): readonly OpsFault[] {
  const enforced = LEVELS.find((level) => level === metadata.labels?.[ENFORCE]);
  if (enforced === undefined || LEVELS.indexOf(enforced) >= LEVELS.indexOf(needed)) return [];
  return [
    {
      severity: 'error',
      rule: 'preflight/pod-security',
      location,
      message: `enforces the PodSecurity level ${enforced}, which keeps out pods that need ${needed}`,
      fix: `kubectl label namespace ${metadata.name} ${ENFORCE}=${needed} --overwrite; collectors alone can be in a stricter one (addNamespace)`,
    },
  ];
}

/** What is in the namespace of the router already. */
export function checkSites({ site, sites, router }: SiteFacts): readonly OpsFault[] {
  if ('unknown' in sites) return [unknown('hazard/other-site', `Skupper sites in the namespace ${site.namespace.name}`, sites.unknown)];
  return [
    ...otherSites(
      site,
      sites.known.map(({ metadata }) => metadata.name),
    ),
    ...staleRouter(site, knownOr(router, undefined), sites.known),
  ];
}
