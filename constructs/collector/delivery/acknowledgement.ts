import { Exporter, type Component, type FedPipeline } from '../catalogue/component';
import type { ExporterPlace } from '../pods/host';
import { rowOf } from '../rows/row-of';

/** When a collector answers who sends to it: once it has what was sent, or once it has sent that on. */
export type Acknowledgement = 'on-receipt' | 'after-export';

/** What is known of who sends to a collector. */
interface Arrivals {
  /** What the program says of it. */
  readonly chosen: Acknowledgement | undefined;
  isExposed: boolean;
  readonly senders: Set<object>;
}

const arrivals = new WeakMap<object, Arrivals>();

/** A collector is there. @param chosen what its program says, if it says so */
export function noteCollector(collector: object, chosen: Acknowledgement | undefined): void {
  arrivals.set(collector, { chosen, isExposed: false, senders: new Set() });
}

/** A collector is under an address: edges that get its answer forget what they sent. */
export function noteExposed(collector: object): void {
  const known = arrivals.get(collector);
  if (known !== undefined) known.isExposed = true;
}

/** Whether a collector is under an address. */
export function isExposed(collector: object): boolean {
  return arrivals.get(collector)?.isExposed === true;
}

/** A collector sends to another one: that one's answer is passed on. */
export function noteSender(sender: object, component: Component): void {
  if (!(component instanceof Exporter)) return;
  for (const destination of component.destinations) {
    if ('collector' in destination) arrivals.get(destination.collector)?.senders.add(sender);
  }
}

/** When a collector answers: after export if it is under an address or behind one that is. */
export function acknowledgementOf(collector: object): Acknowledgement {
  return answersAfter(collector, new Set()) ? 'after-export' : 'on-receipt';
}

function answersAfter(collector: object, seen: Set<object>): boolean {
  const known = arrivals.get(collector);
  if (known === undefined || seen.has(collector)) return false;
  seen.add(collector);
  if (known.chosen !== undefined) return known.chosen === 'after-export';
  return known.isExposed || [...known.senders].some((sender) => answersAfter(sender, seen));
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
