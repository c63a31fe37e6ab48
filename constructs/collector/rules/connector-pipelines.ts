import { defineRule, type Fault } from '../../synth/define-rule';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';

/** A pipeline in the settings of a connector exists, and receives from the connector. */
export const connectorPipelines = defineRule({
  id: 'connector/pipelines',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a connector sends to a pipeline that does not receive from it',
  check: (view) =>
    view.in('connectors').flatMap(({ id, type, settings, location }) =>
      rowOf('connectors', type)
        .pipelines(settings)
        .flatMap(([path, named]): Fault[] => {
          const pipeline = String(named);
          if (view.config.pipelines.get(pipeline)?.receivers.includes(id) === true) return [];
          const problem = view.config.pipelines.has(pipeline) ? 'which does not receive from it' : 'which is not there';
          return [
            {
              location: `${location}.${path}`,
              message: `${id} sends to the pipeline ${pipeline}, ${problem}`,
              fix: 'give the pipeline itself, and let it receive from the connector: collector.traces(…).receive(connector)',
            },
          ];
        }),
    ),
});
