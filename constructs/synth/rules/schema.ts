import { defineRule, REPORTED } from '../define-rule';

/** Reported by the check of a rendered object against its schema. */
export const schema = defineRule({
  id: 'schema',
  severity: 'error',
  subject: REPORTED,
  docs: 'a rendered object does not fit the schema of its CRD',
  check: undefined,
});
