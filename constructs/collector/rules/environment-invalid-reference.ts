import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';

/** The collector can read each reference. Otherwise it does not start. */
export const environmentInvalidReference = defineRule({
  id: 'environment/invalid-reference',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the collector cannot read a reference such as `${1}`',
  check: ({ expansions }) =>
    expansions.flatMap(({ what, location, expansion }) =>
      expansion.references.flatMap(({ text, fault }) => {
        if (fault === undefined) return [];
        return [
          {
            location,
            message: `${what} has the reference ${text}, which ${fault}`,
            fix: `Write $${text} for literal text, or \${env:NAME} for a variable.`,
          },
        ];
      }),
    ),
});
