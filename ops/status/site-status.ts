import type { TopologySite } from '../../constructs';
import type { Condition, KubeObject } from '../cluster/kube-object';
import { siteFindings } from '../ops-finding';
import type { SiteFailure } from '../site-failure';
import { statusGenerationOf } from './generations';
import type { ObjectStatus, SiteStatus } from './network-status';
import type { Grounds } from './site-objects';
import type { SiteSnapshot } from './site-snapshot';

/**
 * What the cluster of a site says of it.
 *
 * @param manifests the site's objects as synthesis wrote them; those that are not there are not compared
 */
export function siteStatus(site: TopologySite, snapshot: SiteSnapshot, manifests: readonly KubeObject[], grounds: Grounds): SiteStatus {
  const { faults, ...view } = statusGenerationOf(site).view(site, snapshot, manifests, grounds);
  const lastError = lastErrorOf(view.objects, snapshot);
  return {
    ...headOf(site),
    context: snapshot.context,
    ...view,
    findings: siteFindings(site.name, faults),
    ...(lastError && { lastError }),
    unseen: snapshot.hidden(),
  };
}

/** A site whose cluster could not be asked. */
export function failedSite(site: TopologySite, failure: SiteFailure): SiteStatus {
  return { ...headOf(site), failure, objects: [], findings: [], unseen: [] };
}

function headOf({ name, role, cluster, namespace }: TopologySite): Pick<SiteStatus, 'site' | 'role' | 'cluster' | 'namespace'> {
  return { site: name, role, cluster: cluster.name, namespace: namespace.name };
}

/** Of what is in error, what changed last. */
function lastErrorOf(objects: readonly ObjectStatus[], snapshot: SiteSnapshot): SiteStatus['lastError'] {
  const broken = objects
    .filter(({ state }) => state === 'error')
    .map((object) => ({ object, time: newest(snapshot.tryFind(object)?.status?.conditions ?? []) }));
  const [last] = [...broken].sort((a, b) => b.time - a.time);
  if (last === undefined) return undefined;
  const { object, time } = last;
  const since = time > 0 ? { since: new Date(time).toISOString() } : {};
  return { object: `${object.kind} ${object.name}`, message: object.text, ...since };
}

function newest(conditions: readonly Condition[]): number {
  const times = conditions.map(({ lastTransitionTime }) => new Date(lastTransitionTime ?? 0).getTime());
  return Math.max(0, ...times.filter((time) => !Number.isNaN(time)));
}
