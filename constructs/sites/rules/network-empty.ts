import { defineRule, REPORTED } from '../../synth/define-rule';

/** Reported when no part of the network has objects. Without this rule, a program that lost its sites would remove all of its output. */
export const networkEmpty = defineRule({
  id: 'network/empty',
  severity: 'error',
  fixed: true,
  subject: REPORTED,
  docs: 'the network has no objects: everything written before would be removed',
  check: undefined,
});
