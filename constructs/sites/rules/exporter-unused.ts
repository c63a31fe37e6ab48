import type { Component } from '../../collector/catalogue/component';
import { defineRule } from '../../synth/define-rule';
import { NETWORK } from './subjects/network';

/** An exporter that a site returned needs a pipeline. */
export const exporterUnused = defineRule({
  id: 'exporter/unused',
  severity: 'error',
  subject: NETWORK,
  docs: 'what `exporterTo` returned is in no pipeline',
  check: ({ sites, collectors }) => {
    const used = new Set<Component>(collectors.flatMap(({ pipelines }) => pipelines.flatMap(({ exporters }) => exporters)));
    return sites.flatMap((site) =>
      site.exporters
        .filter((exporter) => !used.has(exporter))
        .map((exporter) => ({
          path: site.node.path,
          location: `exporterTo(${exporter.address.name})`,
          message: `an exporter to the address ${exporter.address.name} was made and no pipeline exports to it`,
          fix: 'use it in a pipeline with .export(…), or leave exporterTo out',
        })),
    );
  },
});
