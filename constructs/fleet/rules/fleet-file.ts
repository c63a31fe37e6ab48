import { defineRule, REPORTED } from '../../synth/define-rule';

/** Reported for a data file that cannot be read or parsed. */
export const fleetFile = defineRule({
  id: 'fleet/file',
  severity: 'error',
  fixed: true,
  subject: REPORTED,
  docs: 'a data file cannot be read or parsed',
  check: undefined,
});
