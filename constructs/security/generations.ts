import type { Generation } from '../synth/generation';
import { isV1SiteName } from './v1/skupper-site';

/** Objects of which the Skupper of each generation creates the pods of a router. */
const SKUPPER_SITES: Readonly<Record<Generation, (group: string, name: string) => boolean>> = {
  current: (group) => group === 'Site.skupper.io',
  legacy: isV1SiteName,
};

/** Whether an object is a Skupper site of any generation. @param group its kind and group, as `groupKind` writes them */
export function isSkupperSite(group: string, name: string): boolean {
  return Object.values(SKUPPER_SITES).some((isSite) => isSite(group, name));
}
