import type { ManifestObject } from './manifest-object';

/** A kind of objects at a version. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The kinds of objects, each once. */
export function kindsOf(objects: readonly ManifestObject[]): readonly Kind[] {
  const kinds = objects.map(({ object: { apiVersion, kind } }): [string, Kind] => [`${apiVersion} ${kind}`, { apiVersion, kind }]);
  return [...new Map(kinds).values()];
}

/** The group of a kind; empty for the core. */
export function groupOf({ apiVersion }: Pick<Kind, 'apiVersion'>): string {
  return apiVersion.includes('/') ? (apiVersion.split('/', 1)[0] ?? '') : '';
}

/** Groups whose kinds come with definitions that are among the objects. */
export function definedGroups(objects: readonly ManifestObject[]): ReadonlySet<string> {
  const definitions = objects.filter(({ object: { kind } }) => kind === 'CustomResourceDefinition');
  return new Set(definitions.map(({ object: { spec } }) => String(spec?.['group'])));
}
