/** Name of the ConfigMap of which Skupper v1 creates a router. */
export const SKUPPER_V1_SITE = 'skupper-site';

/** Whether an object of a kind and name is a Skupper v1 site. */
export function isV1SiteName(group: string, name: string): boolean {
  return group === 'ConfigMap' && name === SKUPPER_V1_SITE;
}
