import type { TopologySite } from '../../constructs';
import type { Condition, KubeObject } from '../cluster/kube-object';
import { isTrue } from '../cluster/kube-object';
import { changedFields } from '../hazards/changed-fields';
import { otherSites, staleRouter } from '../hazards/site-hazards';
import { strippedSecrets, trackedObjects } from '../hazards/tool-traces';
import { SKUPPER_API } from '../skupper-object';
import type { SiteFailure } from '../site-failure';
import { sortFindings, type SiteFinding } from '../site-finding';
import { ROUTER_CONFIG } from '../skupper-names';
import { usedSecrets } from './look-at-site';
import { legacyView } from './legacy/legacy-view';
import type { ObjectStatus, SiteStatus, SiteView } from './network-status';
import { siteLinks } from './site-links';
import { siteObjects, type Grounds } from './site-objects';
import type { SiteSnapshot } from './site-snapshot';

/**
 * What the cluster of a site says of it.
 *
 * @param manifests the site's objects as synthesis wrote them; those that are not there are not compared
 */
export function siteStatus(site: TopologySite, snapshot: SiteSnapshot, manifests: readonly KubeObject[], grounds: Grounds): SiteStatus {
  const view = site.generation === 'legacy' ? legacyView(site, snapshot, grounds) : currentView(site, snapshot, manifests, grounds);
  const lastError = lastErrorOf(view.objects, snapshot);
  return { ...headOf(site), context: snapshot.context, ...view, ...(lastError && { lastError }), unseen: snapshot.hidden() };
}

/** A site whose cluster could not be asked. */
export function failedSite(site: TopologySite, failure: SiteFailure): SiteStatus {
  return { ...headOf(site), failure, objects: [], findings: [], unseen: [] };
}

function headOf({ name, role, cluster, namespace }: TopologySite): Pick<SiteStatus, 'site' | 'role' | 'cluster' | 'namespace'> {
  return { site: name, role, cluster: cluster.name, namespace: namespace.name };
}

function currentView(site: TopologySite, snapshot: SiteSnapshot, manifests: readonly KubeObject[], grounds: Grounds): SiteView {
  const objects = [...siteObjects(site, snapshot, grounds), ...siteLinks(site, snapshot, grounds)].sort((a, b) => rankOf(a) - rankOf(b));
  const own = snapshot.tryFind({ apiVersion: SKUPPER_API, kind: 'Site', namespace: site.namespace.name, name: site.name });
  const controller = own?.status?.['controller'] as SiteStatus['controller'];
  const sitesInNetwork = own?.status?.['sitesInNetwork'];
  return {
    ...(controller && { controller }),
    ...(typeof sitesInNetwork === 'number' && { sitesInNetwork }),
    objects,
    findings: findingsOf(site, snapshot, manifests, own),
  };
}

function findingsOf(
  site: TopologySite,
  snapshot: SiteSnapshot,
  manifests: readonly KubeObject[],
  own: KubeObject | undefined,
): readonly SiteFinding[] {
  const namespace = site.namespace.name;
  const sites = snapshot.list(SKUPPER_API, 'Site', namespace);
  const config = snapshot.tryFind({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name: ROUTER_CONFIG });
  const secrets = usedSecrets(site, snapshot).flatMap(
    (name) => snapshot.tryFind({ apiVersion: 'v1', kind: 'Secret', namespace, name }) ?? [],
  );
  return sortFindings([
    ...otherSites(
      site,
      sites.map(({ metadata }) => metadata.name),
    ),
    ...staleRouter(site, config, sites),
    ...changedFields(site.name, manifests, (name) => snapshot.tryFind(name)),
    // Before that the controller has had no time to write it.
    ...(own !== undefined && isTrue(own, 'Running') ? strippedSecrets(secrets) : []),
    ...trackedObjects(snapshot.all()),
  ]);
}

/** What all else needs comes first, what needs the other cluster last. */
function rankOf({ apiVersion, kind }: ObjectStatus): number {
  if (apiVersion === SKUPPER_API) return kind === 'Site' ? 1 : 3;
  return kind === 'Namespace' ? 0 : 2;
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
