import { defineRule, REPORTED } from '../define-rule';

/** Thrown by the constructor or function that gets the argument. */
export const argument = defineRule({
  id: 'argument',
  severity: 'error',
  fixed: true,
  subject: REPORTED,
  docs: 'an argument is wrong by itself: a name, a port, an endpoint',
  check: undefined,
});
