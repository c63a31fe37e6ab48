import { OTTL_PLACES } from '../../../imports/otelcol/ottl';
import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { ownOf } from '../../synth/own';
import { ottlFaults } from '../ottl/faults';
import { COLLECTOR } from './subject';

/** Statements and conditions of OTTL fit its grammar, its functions and the paths of their context. */
export const componentStatement = defineRule({
  id: 'component/statement',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a statement or condition of OTTL cannot be parsed',
  check: ({ components }) =>
    components.flatMap(({ part, type, id, location, settings }) =>
      ottlFaults(settings, ownOf(OTTL_PLACES, `${part}.${type}`) ?? []).map(({ path, place, text, fault }) => ({
        location: `${location}.${path}`,
        message: `the ${place.kind} ${quote(text)} of ${id} ${fault}`,
        fix: 'see the grammar, functions and contexts of the OpenTelemetry Transformation Language',
      })),
    ),
});
