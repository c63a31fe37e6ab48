import type { TopologySite } from '../../constructs';
import { tryFindAccessType } from '../../constructs/access-types';
import type { OperatorFacts, OperatorId } from '../../constructs/operator-facts';
import type { KubeObject } from '../cluster/kube-object';
import { hasKind } from './site-facts';
import { operatorsOfSite } from './operators';

/** The operators whose kinds a site has, and cert-manager where another one needs it. */
export function neededOperators(site: TopologySite): readonly OperatorId[] {
  return (Object.entries(operatorsOfSite(site)) as (readonly [OperatorId, OperatorFacts])[])
    .filter(([, { groups, neededBy }]) => neededBy === 'all' || groups.some((group) => hasKind(site, group)))
    .map(([id]) => id);
}

/** API versions that have to be served: those of the objects, and that by which the hub is reached. */
export function neededApis(site: TopologySite): ReadonlyMap<string, ReadonlySet<string>> {
  const needed = new Map<string, Set<string>>();
  const add = (apiVersion: string, kind: string): unknown => needed.set(apiVersion, (needed.get(apiVersion) ?? new Set()).add(kind));
  for (const { apiVersion, kind } of site.objects) add(apiVersion, kind);
  for (const [apiVersion, kind] of tryFindAccessType(site.access?.type)?.kinds ?? []) add(apiVersion, kind);
  return needed;
}

/** Whether a way in makes objects of a class of ingresses. */
export function needsIngressClass({ access }: TopologySite): boolean {
  return (tryFindAccessType(access?.type)?.ingressClass ?? 'none') !== 'none';
}

/** Names of volume claims that leave their class to the cluster. */
export function claimsOfDefaultClass(manifests: readonly KubeObject[]): readonly string[] {
  return manifests
    .filter((object) => claimSpecs(object).some((spec) => spec['storageClassName'] === undefined))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

function claimSpecs(object: KubeObject): readonly Readonly<Record<string, unknown>>[] {
  if (object.apiVersion === 'v1' && object.kind === 'PersistentVolumeClaim') return [object.spec ?? {}];
  return templatesIn(object.spec).flatMap((template) => (isRecord(template) && isRecord(template['spec']) ? [template['spec']] : []));
}

/** Templates of claims, wherever a kind has them. */
function templatesIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'volumeClaimTemplates') return inner;
    return key === 'volumeClaimTemplate' ? [inner] : templatesIn(inner);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
