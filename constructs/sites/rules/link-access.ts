import type { SiteSpec } from './subjects/skupper-namespace';

/** Whether the controller creates a router access for the field `linkAccess` of a Skupper site. */
export function opensByLinkAccess({ linkAccess }: SiteSpec): boolean {
  return linkAccess !== undefined && linkAccess !== '' && linkAccess !== 'none';
}
