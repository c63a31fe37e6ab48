import { defineRule } from '../../synth/define-rule';
import { COLLECTOR_CONSTRUCT } from './subject';

/** Components with the same id are equal. The configuration reports the conflicts when it is assembled. */
export const componentConflict = defineRule({
  id: 'component/conflict',
  severity: 'error',
  subject: COLLECTOR_CONSTRUCT,
  docs: 'two components have one id and different settings',
  check: (collector, rendering) => collector.conflictsIn(rendering),
});
