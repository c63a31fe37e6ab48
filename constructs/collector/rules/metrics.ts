import type { FindingOptions } from '../../synth/finding';
import { INSTANCE } from '../components/span-metrics';
import { rowOf } from '../rows/row-of';
import { chainTo } from './chain';
import type { CollectorView, ComponentView } from './collector-view';
import type { PipelineView } from './config-view';

/** A series has one writer: of several pods that write one, each would set it back to what it has counted itself. */
export function oneWriter(view: CollectorView): FindingOptions[] {
  if (view.mostReplicas <= 1) return [];
  return spanMetrics(view).flatMap(({ id, location, settings }) => {
    const excluded = settings['exclude_dimensions'];
    if (!Array.isArray(excluded) || !excluded.includes(INSTANCE)) return [];
    return [
      {
        rule: 'span-metrics/one-writer',
        location: `${location}.exclude_dimensions`,
        message: `${id} leaves ${INSTANCE} out, and the collector has several pods, which all write the same series`,
        fix: `take ${INSTANCE} out of excludeDimensions and add series up in queries, or run one replica`,
      },
    ];
  });
}

/** What is counted behind sampling are the spans that were kept. */
export function countedAfterSampling(view: CollectorView): FindingOptions[] {
  const connectors = new Set(spanMetrics(view).map(({ id }) => id));
  return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
    const processors = chainTo(view, id).flatMap((pipeline) => pipeline.processors);
    const sampling = processors.find((name) => view.find('processors', name)?.type === 'tail_sampling');
    return exporters
      .filter((name) => sampling !== undefined && connectors.has(name))
      .map((name) => ({
        rule: 'span-metrics/after-sampling',
        location: `spec.config.service.pipelines.${id}.exporters`,
        message: `${name} counts the spans that ${sampling ?? ''} keeps, not those there were`,
        fix: 'let tailSampling of the collector in front decide and count there, with addSpanMetrics',
      }));
  });
}

/** Remote write carries counters that go on: others are dropped without a word. */
export function deltaToRemoteWrite(view: CollectorView): FindingOptions[] {
  return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
    const writers = exporters.filter((name) => view.find('exporters', name)?.type === 'prometheus_remote_write');
    const source = writers.length === 0 ? undefined : deltaSource(view, chainTo(view, id));
    if (source === undefined) return [];
    return writers.map((writer) => ({
      rule: 'remote-write/delta',
      location: `spec.config.service.pipelines.${id}.exporters`,
      message: `${source} makes deltas, which ${writer} drops: it takes cumulative metrics alone`,
      fix: 'leave temporality at cumulative, or add deltaToCumulativeProcessor() to the pipeline, in a collector of one pod',
    }));
  });
}

/** What makes deltas in pipelines, the last of which is first, that nothing makes cumulative after it. */
function deltaSource(view: CollectorView, chain: readonly PipelineView[]): string | undefined {
  const [last, ...before] = chain;
  if (last === undefined) return undefined;
  const made = last.processors
    .map((name) => ({ name, makes: rowOf('processors', view.find('processors', name)?.type ?? '').makes }))
    .filter(({ makes }) => makes !== 'unchanged')
    .pop();
  if (made !== undefined) return made.makes === 'delta' ? made.name : undefined;
  return last.receivers.find((name) => makesDeltas(view.find('connectors', name))) ?? deltaSource(view, before);
}

function makesDeltas(connector: ComponentView | undefined): boolean {
  return connector !== undefined && rowOf('connectors', connector.type).makes(connector.settings) === 'delta';
}

function spanMetrics(view: CollectorView): readonly ComponentView[] {
  return view.in('connectors').filter(({ type }) => type === 'span_metrics');
}
