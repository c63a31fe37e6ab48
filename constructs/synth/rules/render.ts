import { defineRule, REPORTED } from '../define-rule';

/** Reported for an object that throws while it is rendered, for a rule that throws, and for a value that no manifest can hold. */
export const render = defineRule({
  id: 'render',
  severity: 'error',
  fixed: true,
  subject: REPORTED,
  docs: 'an object cannot be rendered, or holds what no manifest can carry',
  check: undefined,
});
