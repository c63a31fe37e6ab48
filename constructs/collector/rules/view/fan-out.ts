import { rowOf } from '../../rows/row-of';
import { isHeldIn } from './chain';
import type { CollectorView, ComponentView } from './collector-view';
import { typeOf } from './config-view';

/** Exporters that get the same data at the same time, and are acknowledged together. */
export interface FanOut {
  readonly receiver: ComponentView;
  /** First of the pipelines that the receiver feeds. */
  readonly pipeline: string;
  readonly exporters: readonly ComponentView[];
}

/** Returns the exporters that each receiver and signal leads to without a processor that acknowledges first, where senders wait for an acknowledgement. */
export function fanOuts(view: CollectorView): readonly FanOut[] {
  return view.in('receivers').flatMap((receiver) => {
    if (!rowOf('receivers', receiver.type).acknowledges) return [];
    const fed = pipelinesAfter(view, receiver.id);
    return [...new Set(fed.map(typeOf))].flatMap((signal) => {
      const [pipeline] = fed.filter((id) => typeOf(id) === signal);
      const ids = new Set(exportersAfter(view, receiver.id, signal));
      const exporters = view.in('exporters').filter(({ id }) => ids.has(id));
      return pipeline === undefined || exporters.length === 0 ? [] : [{ receiver, pipeline, exporters }];
    });
  });
}

/** Pipelines that wait for the result of their exporters and get data from a receiver or a connector. */
function pipelinesAfter(view: CollectorView, from: string): readonly string[] {
  return [...view.config.pipelines].flatMap(([id, pipeline]) => (pipeline.receivers.includes(from) && !isHeldIn([pipeline]) ? [id] : []));
}

/** A `forward` connector copies data to all pipelines after it. Other connectors choose one of them, or produce other data. */
function exportersAfter(view: CollectorView, from: string, signal: string, seen: readonly string[] = []): readonly string[] {
  const next = pipelinesAfter(view, from).filter((id) => typeOf(id) === signal && !seen.includes(id));
  return next.flatMap((id) =>
    (view.config.pipelines.get(id)?.exporters ?? []).flatMap((exporter) =>
      typeOf(exporter) === 'forward' && view.find('connectors', exporter) !== undefined
        ? exportersAfter(view, exporter, signal, [...seen, id])
        : [exporter],
    ),
  );
}
