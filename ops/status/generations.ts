import type { Generation, TopologySite } from '../../constructs';
import { generationOf } from '../generation';
import { CURRENT_STATUS } from './current-status';
import type { StatusGeneration } from './status-generation';
import { V1_STATUS } from './v1/v1-status';

/** The status of sites in each generation. */
const STATUS_GENERATIONS: Readonly<Record<Generation, StatusGeneration>> = { current: CURRENT_STATUS, legacy: V1_STATUS };

/** Returns how a site is looked at and described. */
export function statusGenerationOf(site: Pick<TopologySite, 'generation'>): StatusGeneration {
  return STATUS_GENERATIONS[generationOf(site)];
}
