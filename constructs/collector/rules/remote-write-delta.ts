import { defineRule } from '../../synth/define-rule';
import { rowOf } from '../rows/row-of';
import { COLLECTOR } from './subject';
import { chainTo } from './view/chain';
import type { CollectorView, ComponentView } from './view/collector-view';
import type { PipelineView } from './view/config-view';

/** Remote write gets only cumulative metrics. It drops deltas without an error. */
export const remoteWriteDelta = defineRule({
  id: 'remote-write/delta',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'deltas go to remote write, which drops them',
  check: (view) =>
    [...view.config.pipelines].flatMap(([id, { exporters }]) => {
      const writers = exporters.filter((name) => view.find('exporters', name)?.type === 'prometheus_remote_write');
      const source = writers.length === 0 ? undefined : deltaSource(view, chainTo(view, id));
      if (source === undefined) return [];
      return writers.map((writer) => ({
        location: `spec.config.service.pipelines.${id}.exporters`,
        message: `${source} makes deltas, which ${writer} drops: it takes cumulative metrics alone`,
        fix: 'leave temporality at cumulative, or add deltaToCumulativeProcessor() to the pipeline, in a collector of one pod',
      }));
    }),
});

/**
 * Returns the component of a chain that creates deltas, which no later component makes cumulative.
 *
 * @param chain pipelines, the last one first
 */
function deltaSource(view: CollectorView, chain: readonly PipelineView[]): string | undefined {
  const [last, ...before] = chain;
  if (last === undefined) return undefined;
  const made = last.processors
    .map((name) => ({ name, makes: rowOf('processors', view.find('processors', name)?.type ?? '').makes }))
    .filter(({ makes }) => makes !== 'unchanged')
    .pop();
  if (made !== undefined) return made.makes === 'delta' ? made.name : undefined;
  return last.receivers.find((name) => createsDeltas(view.find('connectors', name))) ?? deltaSource(view, before);
}

function createsDeltas(connector: ComponentView | undefined): boolean {
  return connector !== undefined && rowOf('connectors', connector.type).makes(connector.settings) === 'delta';
}
