import type { Finding } from '../../synth/finding';
import { LinkedExporter } from '../linked-exporter';
import type { Site } from '../site';

/**
 * The far end of an address has to receive the signal: it would answer that it does not know it, and the telemetry would be
 * dropped without being tried again.
 */
export function signalsNotReceived(sites: readonly Site[]): Finding[] {
  return usesOf(sites).flatMap(({ exporter, collector, pipeline }): Finding[] => {
    const { address } = exporter;
    const received = address.collector.signalsOf(address.receiver);
    if (received.has(pipeline.signal)) return [];
    const others = received.size === 0 ? 'nothing' : [...received].sort().join(' and ');
    return [
      {
        rule: 'address/signal-not-received',
        severity: 'error',
        path: collector.node.path,
        location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
        message: `sends ${pipeline.signal} to the address ${address.name}, where ${address.collector.node.path} receives ${others}`,
        fix: `add ${pipeline.signal} there: collector.${pipeline.signal}().receive(${address.receiver.id}).export(…)`,
      },
    ];
  });
}

/** An exporter that was asked for and is in no pipeline: its collector exports to nowhere, or elsewhere. */
export function unusedExporters(sites: readonly Site[]): Finding[] {
  const used = new Set(usesOf(sites).map(({ exporter }) => exporter));
  return sites.flatMap((site) =>
    site.exporters
      .filter((exporter) => !used.has(exporter))
      .map((exporter): Finding => ({
        rule: 'exporter/unused',
        severity: 'error',
        path: site.node.path,
        location: `exporterTo(${exporter.address.name})`,
        message: `an exporter to the address ${exporter.address.name} was made and no pipeline exports to it`,
        fix: 'use it in a pipeline with .export(…), or leave exporterTo out',
      })),
  );
}

function usesOf(sites: readonly Site[]): readonly Use[] {
  return sites.flatMap((site) =>
    site.collectors.flatMap((collector) =>
      collector.pipelines.flatMap((pipeline) =>
        pipeline.exporters.filter((exporter) => exporter instanceof LinkedExporter).map((exporter) => ({ exporter, collector, pipeline })),
      ),
    ),
  );
}

interface Use {
  readonly exporter: LinkedExporter;
  readonly collector: Site['collectors'][number];
  readonly pipeline: Site['collectors'][number]['pipelines'][number];
}
