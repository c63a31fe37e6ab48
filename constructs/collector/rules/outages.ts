import type { FindingOptions } from '../../synth/finding';
import type { CollectorHost } from '../pods/host';
import type { Pipeline } from '../config/pipeline';
import type { Signal } from '../config/signal';

/** A queue that is full before an outage is over, though that was asked for. */
export function outagesNotCovered(host: CollectorHost, pipelines: readonly Pipeline<Signal>[]): FindingOptions[] {
  const exporters = new Set(pipelines.flatMap((pipeline) => pipeline.exporters));
  return [...exporters].flatMap((exporter) => {
    const shortfall = exporter.kind === 'exporter' ? exporter.shortfallIn(host) : undefined;
    if (shortfall === undefined) return [];
    return [
      {
        rule: 'queue/outage-not-covered',
        location: `exporters.${exporter.id}`,
        message: `the queue of ${exporter.id} ${shortfall}`,
        fix: 'leave out the size beside the outage, queueSize of the exporter or size of the buffer: there is one then that is large enough',
      },
    ];
  });
}
