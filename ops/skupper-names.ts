import type { KubeObject } from './cluster/kube-object';

/** The ConfigMap that a Skupper site keeps the settings of its router in. */
export const ROUTER_CONFIG = 'skupper-router';

/** Whether Skupper's controller made an object. */
export function isMadeBySkupper({ metadata }: KubeObject): boolean {
  return (metadata.ownerReferences ?? []).some(({ apiVersion }) => apiVersion.startsWith('skupper.io/'));
}

/** Whether a link is the one to a hub, or to one of its routers: `hub`, or `hub-1` and `hub-2`. */
export function isLinkTo(hub: string, link: string): boolean {
  return link === hub || (link.startsWith(`${hub}-`) && /^\d+$/.test(link.slice(hub.length + 1)));
}

/** The Secret that an object of Skupper's takes its certificates from. */
export function tlsCredentialsOf({ spec }: KubeObject): string | undefined {
  const name = spec?.['tlsCredentials'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}
