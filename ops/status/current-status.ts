import type { TopologySite } from '../../constructs';
import { isTrue, type KubeObject, type ObjectName } from '../cluster/kube-object';
import { changedFields } from '../hazards/changed-fields';
import { otherSites, staleRouter } from '../hazards/site-hazards';
import { strippedSecrets, trackedObjects } from '../hazards/tool-traces';
import type { OpsFault } from '../ops-finding';
import { ROUTER_CONFIG } from '../skupper-names';
import { SKUPPER_API } from '../skupper-object';
import type { ObjectStatus, SiteStatus, SiteView } from './network-status';
import { siteLinks } from './site-links';
import { siteObjects, type Grounds } from './site-objects';
import type { SiteSnapshot } from './site-snapshot';
import type { StatusGeneration } from './status-generation';
import { usedSecrets } from './used-secrets';

/** The status of sites of Skupper v2. */
export const CURRENT_STATUS: StatusGeneration = {
  kinds: ['Site', 'Link', 'AccessToken', 'RouterAccess', 'Certificate'].map((kind) => [SKUPPER_API, kind] as const),
  namesOf: (site) => [routerConfig(site)],
  view: currentView,
};

function routerConfig({ namespace }: TopologySite): ObjectName {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace: namespace.name, name: ROUTER_CONFIG };
}

function currentView(site: TopologySite, snapshot: SiteSnapshot, manifests: readonly KubeObject[], grounds: Grounds): SiteView {
  const links = siteLinks(site, snapshot, grounds);
  const own = siteObjects(site, snapshot, grounds);
  const objects = [...dependents(site, own, [...own, ...links]), ...links].sort((a, b) => rankOf(a) - rankOf(b));
  const skupper = snapshot.tryFind({ apiVersion: SKUPPER_API, kind: 'Site', namespace: site.namespace.name, name: site.name });
  const controller = skupper?.status?.['controller'] as SiteStatus['controller'];
  const sitesInNetwork = skupper?.status?.['sitesInNetwork'];
  return {
    ...(controller && { controller }),
    ...(typeof sitesInNetwork === 'number' && { sitesInNetwork }),
    objects,
    faults: faultsOf(site, snapshot, manifests, skupper),
  };
}

function faultsOf(
  site: TopologySite,
  snapshot: SiteSnapshot,
  manifests: readonly KubeObject[],
  own: KubeObject | undefined,
): readonly OpsFault[] {
  const namespace = site.namespace.name;
  const sites = snapshot.list(SKUPPER_API, 'Site', namespace);
  const config = snapshot.tryFind(routerConfig(site));
  const secrets = usedSecrets(site, snapshot).flatMap(
    (name) => snapshot.tryFind({ apiVersion: 'v1', kind: 'Secret', namespace, name }) ?? [],
  );
  return [
    ...otherSites(
      site,
      sites.map(({ metadata }) => metadata.name),
    ),
    ...staleRouter(site, config, sites),
    ...changedFields(site.name, manifests, (name) => snapshot.tryFind(name)),
    // Before that the controller has had no time to write it.
    ...(own !== undefined && isTrue(own, 'Running') ? strippedSecrets(secrets) : []),
    ...trackedObjects(snapshot.all()),
  ];
}

const LISTENERS = ['Listener', 'MultiKeyListener'];

/** Adds to the listeners of an edge that no link is up. Skupper reports them as ready for some time after that. */
function dependents({ role }: TopologySite, objects: readonly ObjectStatus[], all: readonly ObjectStatus[]): readonly ObjectStatus[] {
  const links = all.filter(({ apiVersion, kind }) => apiVersion === SKUPPER_API && kind === 'Link');
  const isCut = role === 'edge' && links.length > 0 && links.every(({ state }) => state !== 'ok');
  if (!isCut) return objects;
  const names = links.map(({ name }) => name).join(', ');
  return objects.map((object) =>
    object.state === 'ok' && object.apiVersion === SKUPPER_API && LISTENERS.includes(object.kind)
      ? { ...object, text: [object.text, `depends on the link ${names}, which is down`].filter((part) => part !== '').join('; ') }
      : object,
  );
}

/** What all else needs comes first, what needs the other cluster last. */
function rankOf({ apiVersion, kind }: ObjectStatus): number {
  if (apiVersion === SKUPPER_API) return kind === 'Site' ? 1 : 3;
  return kind === 'Namespace' ? 0 : 2;
}
