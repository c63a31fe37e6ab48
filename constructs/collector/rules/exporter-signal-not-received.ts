import { defineRule } from '../../synth/define-rule';
import type { Destination } from '../catalogue/component';
import type { Signal } from '../config/signal';
import { COLLECTOR_CONSTRUCT } from './subject';
import { exportersOf } from './view/pipeline-exporters';

/** The receiver of an exporter receives the signal of the pipeline. Otherwise it returns a permanent error, and the exporter drops the data. */
export const exporterSignalNotReceived = defineRule({
  id: 'exporter/signal-not-received',
  severity: 'error',
  subject: COLLECTOR_CONSTRUCT,
  docs: 'the far end does not receive that signal, and would drop it',
  check: ({ pipelines }) =>
    exportersOf(pipelines).flatMap(({ pipeline, exporter }) =>
      exporter.destinations.flatMap((destination) => {
        const { at, by, received } = arrivalAt(destination);
        if (received.has(pipeline.signal)) return [];
        const others = received.size === 0 ? 'nothing' : [...received].sort().join(' and ');
        return [
          {
            location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
            message: `sends ${pipeline.signal} to ${at}, where ${by} receives ${others}`,
            fix:
              'elsewhere' in destination
                ? `have the program of the hub receive ${pipeline.signal} there too, and take its attributes anew`
                : `receive ${pipeline.signal} there too: collector.${pipeline.signal}().receive(receiver).export(…)`,
          },
        ];
      }),
    ),
});

function arrivalAt(destination: Destination): { readonly at: string; readonly by: string; readonly received: ReadonlySet<Signal> } {
  if ('elsewhere' in destination) return { at: destination.elsewhere, by: 'its collector', received: destination.signals };
  const { collector, receiver } = destination;
  return { at: collector.node.path, by: receiver.id, received: collector.signalsOf(receiver) };
}
