import type { IConstruct } from 'constructs';

import { generationOf, type Generation } from '../synth/generation';
import type { ManifestJson } from '../synth/schema';
import { CURRENT_GENERATION } from './routers/current-generation';
import type { SiteGeneration } from './routers/site-generation';
import { V1_GENERATION } from './v1/v1-generation';

/** The generations of sites. */
export const SITE_GENERATIONS: Readonly<Record<Generation, SiteGeneration>> = { current: CURRENT_GENERATION, legacy: V1_GENERATION };

/** Returns the generation of the sites in the network of a construct. */
export function siteGenerationOf(construct: IConstruct): SiteGeneration {
  return SITE_GENERATIONS[generationOf(construct)];
}

/** Returns the generation in which an object is a Skupper site; undefined if it is none. */
export function tryFindGenerationOfSite(object: ManifestJson): SiteGeneration | undefined {
  return ALL.find(({ isSite }) => isSite(object));
}

/** Whether a construct is a request for a token, in any generation. */
export function isTokenRequest(construct: IConstruct | undefined): boolean {
  return ALL.some((generation) => generation.isTokenRequest(construct));
}

const ALL = Object.values(SITE_GENERATIONS);
