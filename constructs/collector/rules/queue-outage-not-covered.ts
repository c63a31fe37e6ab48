import { defineRule } from '../../synth/define-rule';
import { COLLECTOR_CONSTRUCT } from './subject';

/** A queue is large enough for the outage that the program requests. */
export const queueOutageNotCovered = defineRule({
  id: 'queue/outage-not-covered',
  severity: 'error',
  subject: COLLECTOR_CONSTRUCT,
  docs: 'a queue is full before the outage is over that was asked for',
  check: ({ host, pipelines }) => {
    const exporters = new Set(pipelines.flatMap((pipeline) => pipeline.exporters));
    return [...exporters].flatMap((exporter) => {
      const shortfall = exporter.kind === 'exporter' ? exporter.shortfallIn(host) : undefined;
      if (shortfall === undefined) return [];
      return [
        {
          location: `exporters.${exporter.id}`,
          message: `the queue of ${exporter.id} ${shortfall}`,
          fix: 'leave out the size beside the outage, queueSize of the exporter or size of the buffer: there is one then that is large enough',
        },
      ];
    });
  },
});
