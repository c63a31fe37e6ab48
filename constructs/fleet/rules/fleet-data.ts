import { defineRule, REPORTED } from '../../synth/define-rule';

/** Reported for a line of a data file with a wrong or missing value. */
export const fleetData = defineRule({
  id: 'fleet/data',
  severity: 'error',
  fixed: true,
  subject: REPORTED,
  docs: 'a line of a data file does not hold what its fields ask for',
  check: undefined,
});
