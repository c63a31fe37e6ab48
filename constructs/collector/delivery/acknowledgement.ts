import { Exporter, type Component, type FedPipeline } from '../catalogue/component';
import type { ExporterPlace } from '../pods/host';
import { rowOf } from '../rows/row-of';
import type { Acknowledgement, Arrivals } from './arrivals';

/** Takes note of a component of a collector: collectors that it sends to have one sender more. */
export function noteSender(sender: Arrivals, component: Component): void {
  if (!(component instanceof Exporter)) return;
  for (const destination of component.destinations) {
    if ('collector' in destination) destination.collector.arrivals.addSender(sender);
  }
}

/** Where an exporter stands among the pipelines of a collector: in all that have one of its id, since these share its settings. */
export function placeOf({ id }: Pick<Component, 'id'>, pipelines: readonly FedPipeline[], answers: Acknowledgement): ExporterPlace {
  const feeding = pipelines.filter(({ exporters }) => exporters.some((own) => own.kind === 'exporter' && own.id === id));
  const passes = feeding.every((pipeline) => passesAnswers(pipeline, pipelines));
  return {
    signals: new Set(feeding.map(({ signal }) => signal)),
    passesAnswers: passes,
    isAcknowledgedAfter: answers === 'after-export' && passes,
  };
}

/** Whether who sends to a pipeline is answered by the exporters of it: nothing on the way answers before. */
function passesAnswers(pipeline: FedPipeline, pipelines: readonly FedPipeline[], seen: readonly FedPipeline[] = []): boolean {
  if (seen.includes(pipeline)) return true;
  const { receivers, processors } = pipeline;
  if (processors.some(({ type }) => rowOf('processors', type).holds !== 'nothing')) return false;
  return receivers.every((receiver) => {
    if (receiver.kind !== 'connector') return rowOf('receivers', receiver.type).acknowledges;
    if (receiver.isCumulative) return true;
    const feeding = pipelines.filter(({ exporters }) => exporters.some(({ kind, id }) => kind === 'connector' && id === receiver.id));
    return (
      rowOf('connectors', receiver.type).passesAcknowledgements &&
      feeding.every((other) => passesAnswers(other, pipelines, [...seen, pipeline]))
    );
  });
}
