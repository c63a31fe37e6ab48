import { defineRule, type Fault } from '../../synth/define-rule';
import { tryFindComponent } from '../catalogue/facts';
import { isSignal } from '../config/signal';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';
import { PIPELINE_PARTS, typeOf } from './view/config-view';

/** A component carries the signal of its pipeline. Otherwise the collector does not start. */
export const componentSignal = defineRule({
  id: 'component/signal',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component is in a pipeline of a signal that it does not carry',
  check: (view) =>
    [...view.config.pipelines].flatMap(([id, pipeline]) => {
      const signal = typeOf(id);
      if (!isSignal(signal)) return [];
      return PIPELINE_PARTS.flatMap((part) =>
        pipeline[part].flatMap((name): Fault[] => {
          const component = view.find(part, name);
          const facts = component && tryFindComponent(part, component.type)?.facts;
          if (component === undefined || facts?.signals === undefined || facts.signals.includes(signal)) return [];
          const carried = facts.signals.length === 0 ? 'none of the signals of this package' : facts.signals.join(', ');
          const unfinished = facts.unfinished?.includes(signal) === true ? `, and ${signal} only in development` : '';
          return [
            {
              location: `spec.config.service.pipelines.${id}.${part}`,
              message: `the ${nameOf(part)} ${name} is in a pipeline of ${signal} and carries ${carried}${unfinished}`,
              fix: `use it in a pipeline of a signal that it carries, or another ${nameOf(part)} here`,
            },
          ];
        }),
      );
    }),
});
