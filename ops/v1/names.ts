import type { KubeObject, ObjectName } from '../cluster/kube-object';

/** The ConfigMap of a Skupper v1 site. Its UID is the id of the site: made anew, it is another site, with another CA. */
export const V1_SITE = 'skupper-site';

/** What the routers of a Skupper v1 site say of their network; 1.5 and newer write it. */
export const V1_NETWORK_STATUS = 'skupper-network-status';

/** Deployments that Skupper v1 makes for a site: its router, and what keeps Services in step. */
export const V1_DEPLOYMENTS = ['skupper-router', 'skupper-service-controller'] as const;

/** The name of a ConfigMap. */
export function configMapName(namespace: string, name: string): ObjectName {
  return { apiVersion: 'v1', kind: 'ConfigMap', namespace, name };
}

/** The name of a Deployment of a Skupper v1 site. */
export function deploymentName(namespace: string, name: (typeof V1_DEPLOYMENTS)[number]): ObjectName {
  return { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name };
}

/** What the ConfigMap of a Skupper v1 site says of it. */
export function readV1Site({ metadata, data = {} }: KubeObject): { readonly id: string; readonly name: string; readonly isEdge: boolean } {
  return { id: metadata.uid ?? '', name: data['name'] ?? '', isEdge: data['edge'] === 'true' || data['router-mode'] === 'edge' };
}
