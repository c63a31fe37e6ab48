import { defineRule } from '../../synth/define-rule';
import { relationFaults } from './options/option-relations';
import { schemaFaults } from './options/schema-faults';
import { COLLECTOR } from './subject';

/** The settings of a component fit its schema, and each other. Otherwise the collector does not start. */
export const componentOptions = defineRule({
  id: 'component/options',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component does not take an option, or its value',
  check: (view) => view.components.flatMap((component) => [...schemaFaults(component), ...relationFaults(view, component)]),
});
