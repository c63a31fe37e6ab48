import type { Finding } from '../../synth/finding';
import type { Exporter } from '../../collector/component';
import type { Site } from '../site';

/** An exporter that was asked for and is in no pipeline: its collector exports to nowhere, or elsewhere. */
export function unusedExporters(sites: readonly Site[]): Finding[] {
  const used = new Set<Exporter>(
    sites.flatMap((site) => site.collectors.flatMap((collector) => collector.pipelines.flatMap((pipeline) => pipeline.exporters))),
  );
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
