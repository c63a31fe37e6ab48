import type { Topology, TopologySite } from '../../constructs';
import { groupKind } from '../cluster/group-kind';
import { nameOf, type KubeObject, type ObjectName } from '../cluster/kube-object';
import { SKUPPER_API } from '../skupper-object';
import { isMadeBySkupper } from '../skupper-names';
import { describeCertificate, describeCollector, describeDeployment, describeJaeger } from './describe-workload';
import { SKUPPER_KINDS, type Description } from './describe-skupper';
import type { ObjectStatus } from './network-status';
import { judge } from './object-state';
import type { Partners } from './partners';
import type { SiteSnapshot } from './site-snapshot';

/** What objects are judged by. */
export interface Grounds {
  readonly readiness: Topology['readiness'];
  readonly partners: Partners;
  /** Ids of the hubs of Skupper v1 by their names, as far as they are known. */
  readonly hubIds: ReadonlyMap<string, string>;
}

/** Kinds that Skupper makes and whose state says something of the site, with the condition that does; manifests may have none of them. */
const MADE: readonly (readonly [string, string, string])[] = [
  [SKUPPER_API, 'RouterAccess', 'Ready'],
  [SKUPPER_API, 'Certificate', 'Ready'],
  ['apps/v1', 'Deployment', 'Available'],
];
const READINESS: Topology['readiness'] = Object.fromEntries(
  MADE.map(([apiVersion, kind, condition]) => [groupKind(apiVersion, kind), { condition }]),
);

/** Every object of a site's manifests but its links, and those that Skupper made for it. */
export function siteObjects(site: TopologySite, snapshot: SiteSnapshot, grounds: Grounds): readonly ObjectStatus[] {
  const own = site.objects.filter((object) => !isLink(object));
  const names = new Set(own.map(keyOf));
  const made = MADE.flatMap(([apiVersion, kind]) => snapshot.list(apiVersion, kind, site.namespace.name))
    .filter((object) => isMadeBySkupper(object) && !names.has(keyOf(nameOf(object))))
    .map((object) => objectStatus(nameOf(object), 'cluster', snapshot, grounds));
  return [...own.map((object) => objectStatus(object, 'manifests', snapshot, grounds)), ...made];
}

/** Links are told with what is expected of them. */
export function isLink({ apiVersion, kind }: ObjectName): boolean {
  return apiVersion === SKUPPER_API && kind === 'Link';
}

/** One object, judged by its kind. */
export function objectStatus(name: ObjectName, origin: ObjectStatus['origin'], snapshot: SiteSnapshot, grounds: Grounds): ObjectStatus {
  const seen = snapshot.find(name);
  const judgement = judge(seen, { ...READINESS, ...grounds.readiness });
  const described =
    typeof seen === 'object' && hasSaid(seen, judgement) ? describe(seen, judgement, snapshot, grounds.partners) : judgement;
  return { ...name, origin, ...described };
}

/** Whether there is more to tell than that nobody has looked yet. */
function hasSaid({ status }: KubeObject, { state }: Description): boolean {
  return status !== undefined || state === 'ok';
}

function describe(object: KubeObject, judgement: Description, snapshot: SiteSnapshot, partners: Partners): Description {
  switch (groupKind(object.apiVersion, object.kind)) {
    case 'OpenTelemetryCollector.opentelemetry.io':
      return describeCollector(object, judgement, snapshot);
    case 'Jaeger.jaegertracing.io':
      return describeJaeger(object, judgement, snapshot);
    case 'Deployment.apps':
      return describeDeployment(object, judgement, partners);
    case 'Certificate.cert-manager.io':
      return describeCertificate(object, judgement, partners);
    default:
      return object.apiVersion === SKUPPER_API ? (SKUPPER_KINDS[object.kind]?.(object, judgement, partners) ?? judgement) : judgement;
  }
}

function keyOf({ apiVersion, kind, namespace = '', name }: ObjectName): string {
  return [apiVersion, kind, namespace, name].join('\n');
}
