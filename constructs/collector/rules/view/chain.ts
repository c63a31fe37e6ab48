import { rowOf } from '../../rows/row-of';
import type { CollectorView } from './collector-view';
import { typeOf, type PipelineView } from './config-view';

/** A pipeline among those that lead to one. */
export interface PipelineLink extends PipelineView {
  readonly id: string;
}

/** A pipeline, and before it those that feed it through connectors that pass telemetry and answers on. The nearest is first. */
export function chainTo(view: CollectorView, id: string, seen: readonly string[] = []): readonly PipelineLink[] {
  const { pipelines } = view.config;
  const pipeline = pipelines.get(id);
  if (pipeline === undefined || seen.includes(id)) return [];
  const passing = pipeline.receivers.filter(
    (name) => rowOf('connectors', view.find('connectors', name)?.type ?? '').passesAcknowledgements,
  );
  const feeding = [...pipelines].filter(([, { exporters }]) => exporters.some((name) => passing.includes(name)));
  return [{ id, ...pipeline }, ...feeding.flatMap(([other]) => chainTo(view, other, [...seen, id]))];
}

/** The receivers of a chain whose senders keep what they are not told to forget. */
export function sendersOf(chain: readonly PipelineView[]): readonly string[] {
  return chain.flatMap(({ receivers }) => receivers.filter((name) => rowOf('receivers', typeOf(name)).acknowledges));
}

/** Whether a processor of a chain answers at once and sends on later. */
export function isHeldIn(chain: readonly PipelineView[]): boolean {
  return chain.some(({ processors }) => processors.some((name) => rowOf('processors', typeOf(name)).holds !== 'nothing'));
}
