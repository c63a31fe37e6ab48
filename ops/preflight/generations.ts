import type { Generation, TopologySite } from '../../constructs';
import { generationOf } from '../generation';
import { CURRENT_PREFLIGHT } from './current-preflight';
import type { PreflightGeneration } from './preflight-generation';
import { V1_PREFLIGHT } from './v1/v1-preflight';

/** The preflight of sites in each generation. */
const PREFLIGHT_GENERATIONS: Readonly<Record<Generation, PreflightGeneration>> = { current: CURRENT_PREFLIGHT, legacy: V1_PREFLIGHT };

/** Returns how the cluster of a site is judged. */
export function preflightGenerationOf(site: Pick<TopologySite, 'generation'>): PreflightGeneration {
  return PREFLIGHT_GENERATIONS[generationOf(site)];
}
