import { defineRule } from '../../synth/define-rule';
import { relationFaults } from './options/option-relations';
import { scrapeFaults } from './options/scrape-faults';
import { schemaFaults } from './options/schema-faults';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';

/** The settings of a component fit its schema, and each other. Otherwise the collector does not start. */
export const componentOptions = defineRule({
  id: 'component/options',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component does not take an option, or its value',
  check: (view) =>
    view.components.flatMap((component) => [
      ...schemaFaults(withAllocator(view, component)),
      ...relationFaults(view, component),
      ...scrapeFaults(component, 'faults'),
    ]),
});

/** As the operator writes it. */
const ALLOCATOR = { endpoint: 'http://allocator', interval: '30s', collector_id: '${POD_NAME}' };

/** Returns a Prometheus receiver with the setting that the operator adds, if the resource has a target allocator. */
function withAllocator(view: CollectorView, component: ComponentView): ComponentView {
  return view.isAllocated(component) ? { ...component, settings: { target_allocator: ALLOCATOR, ...component.settings } } : component;
}
