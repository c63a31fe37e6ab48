import type { CollectorPipeline } from '../../collector/collector-pipeline';
import type { Component } from '../../collector/catalogue/component';
import type { LocatedFinding } from '../../synth/finding';
import type { Site } from '../site';

/** An exporter that was asked for and is in no pipeline: its collector exports to nowhere, or elsewhere. */
export function unusedExporters(sites: readonly Site[], collectors: readonly CollectorPipeline[]): LocatedFinding[] {
  const used = new Set<Component>(collectors.flatMap(({ pipelines }) => pipelines.flatMap(({ exporters }) => exporters)));
  return sites.flatMap((site) =>
    site.exporters
      .filter((exporter) => !used.has(exporter))
      .map((exporter): LocatedFinding => ({
        rule: 'exporter/unused',
        path: site.node.path,
        location: `exporterTo(${exporter.address.name})`,
        message: `an exporter to the address ${exporter.address.name} was made and no pipeline exports to it`,
        fix: 'use it in a pipeline with .export(…), or leave exporterTo out',
      })),
  );
}
