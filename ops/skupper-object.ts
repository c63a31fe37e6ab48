import type { KubeObject, ObjectName } from './cluster/kube-object';

export const SKUPPER_API = 'skupper.io/v2alpha1';

/** What tells objects of these commands from others. */
const MANAGED_BY = 'app.kubernetes.io/managed-by';
const OURS = 'otel-skupper';

/** Where a Skupper site is. */
export interface SitePlace {
  readonly name: string;
  readonly cluster: { readonly name: string };
  readonly namespace: string;
}

/** Kinds of Skupper's resources that links are made with. */
export type SkupperKind = 'Site' | 'Link' | 'AccessGrant' | 'AccessToken' | 'Certificate';

/** The name of a Skupper resource in the namespace of a site. */
export function skupperName(kind: SkupperKind, { namespace }: SitePlace, name: string): ObjectName {
  return { apiVersion: SKUPPER_API, kind, namespace, name };
}

/** The name of a Secret in the namespace of a site. */
export function secretName({ namespace }: SitePlace, name: string): ObjectName {
  return { apiVersion: 'v1', kind: 'Secret', namespace, name };
}

/** An object of these commands. */
export function ownObject({ apiVersion, kind, namespace, name }: ObjectName, fields: Partial<KubeObject>): KubeObject {
  const metadata = { name, ...(namespace !== undefined && { namespace }), labels: { [MANAGED_BY]: OURS } };
  return { apiVersion, kind, metadata, ...fields };
}

/** Whether an object is one of these commands. */
export function isOwn({ metadata }: KubeObject): boolean {
  return metadata.labels?.[MANAGED_BY] === OURS;
}
