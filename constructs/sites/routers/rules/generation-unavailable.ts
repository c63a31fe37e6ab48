import { defineRule, Subject, type ConstructCheck, type Fault } from '../../../synth/define-rule';

/** Router of a site, as far as checks of its generation read it. */
export interface GenerationRouter {
  /** Faults for options of the site that the generation does not have. */
  readonly unavailable: readonly Fault[];
}

/** The router of a site. */
const ROUTER = new Subject<ConstructCheck<GenerationRouter>>('router');

/** A site must not have options of another generation. */
export const generationUnavailable = defineRule({
  id: 'generation/unavailable',
  severity: 'error',
  fixed: true,
  subject: ROUTER,
  docs: 'the generation of the network does not have what was asked for',
  check: ({ unavailable }) => unavailable,
});
