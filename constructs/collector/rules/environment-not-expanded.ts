import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';

/** No reference follows an escaped one. The collector stops to expand a text there. */
export const environmentNotExpanded = defineRule({
  id: 'environment/not-expanded',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a reference follows an escaped one, and the collector does not expand it',
  check: ({ expansions }) =>
    expansions.flatMap(({ what, location, expansion }) =>
      expansion.ignored.map((text) => ({
        location,
        message: `${what} has ${text} after an escaped reference, and the collector does not expand it`,
        fix: `Put ${text} before the escaped reference, or escape it too: $${text}.`,
      })),
    ),
});
