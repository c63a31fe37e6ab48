import { toJson_AppProjectSpec } from '../../imports/argoproj.io';
import { describeDestination, type ArgoCdDestination } from '../sites/argo-cd-destination';
import type { SiteObject } from '../sites/network/site-objects';
import { compareText } from '../synth/finding';

/** What a site asks of a project. */
export interface ProjectPart {
  readonly destination: ArgoCdDestination;
  readonly objects: readonly SiteObject[];
}

/** The spec of an AppProject that lets in what the sites have, and nothing else. */
export function projectSpec(repository: string, parts: readonly ProjectPart[]): object {
  const objects = parts.flatMap(({ objects }) => objects);
  const spec = toJson_AppProjectSpec({
    description: 'Telemetry network',
    sourceRepos: [repository],
    destinations: destinationsOf(parts),
    clusterResourceWhitelist: kindsOf(objects.filter(({ namespace }) => namespace === undefined)),
    namespaceResourceWhitelist: kindsOf(objects.filter(({ namespace }) => namespace !== undefined)),
  });
  return spec ?? {};
}

function destinationsOf(parts: readonly ProjectPart[]): (ArgoCdDestination & { readonly namespace: string })[] {
  const found = parts.flatMap(({ destination, objects }) => {
    const namespaces = new Set(objects.flatMap(({ namespace }) => namespace ?? []));
    return [...namespaces].map((namespace) => ({ ...destination, namespace }));
  });
  return distinct(found, (one) => `${describeDestination(one)}\n${one.namespace}`);
}

function kindsOf(objects: readonly SiteObject[]): { readonly group: string; readonly kind: string }[] {
  const kinds = objects.map(({ group, kind }) => ({ group, kind }));
  return distinct(kinds, ({ group, kind }) => `${group}\n${kind}`);
}

/** One for each key, in the order of the keys. */
function distinct<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const byKey = new Map(values.map((value) => [keyOf(value), value]));
  return [...byKey].sort(([a], [b]) => compareText(a, b)).map(([, value]) => value);
}
