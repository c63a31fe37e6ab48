import type { Generation, TopologySite } from '../constructs';

/** Returns the generation of a site: `network.json` leaves out the current one. */
export function generationOf({ generation }: Pick<TopologySite, 'generation'>): Generation {
  return generation ?? 'current';
}
