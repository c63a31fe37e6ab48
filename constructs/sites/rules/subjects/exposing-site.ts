import { Subject, type ConstructCheck } from '../../../synth/define-rule';
import type { ServiceAddress } from '../../addresses/service-address';

/** Site, as far as checks of its addresses read it. */
export interface ExposingSite {
  readonly addresses: readonly ServiceAddress[];
}

/** A site and its neighbors. */
export const EXPOSING_SITE = new Subject<ConstructCheck<ExposingSite>>('site');
