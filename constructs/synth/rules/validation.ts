import { defineRule, REPORTED } from '../define-rule';

/** Reported for the messages of cdk8s validations. */
export const validation = defineRule({
  id: 'validation',
  severity: 'error',
  fixed: true,
  subject: REPORTED,
  docs: 'a validation from outside of this package failed',
  check: undefined,
});
