import { defineRule } from '../../synth/define-rule';
import { tryFindPlacement } from '../../synth/placement';
import { COLLECTOR_CONSTRUCT } from './subject';
import { exportersOf } from './view/pipeline-exporters';

/** An exporter sends to a Service of its own cluster. The name of the Service does not resolve in other clusters. */
export const exporterOtherCluster = defineRule({
  id: 'exporter/other-cluster',
  severity: 'error',
  subject: COLLECTOR_CONSTRUCT,
  docs: 'an exporter points at a Service of another cluster',
  check: (collector) => {
    const here = tryFindPlacement(collector)?.cluster;
    return exportersOf(collector.pipelines).flatMap(({ pipeline, exporter }) => {
      const there = exporter.target && tryFindPlacement(exporter.target)?.cluster;
      if (here === undefined || there === undefined || here.name === there.name) return [];
      return [
        {
          location: `pipelines.${pipeline.id}.exporters.${exporter.id}`,
          message: `the exporter ${exporter.id} points at ${exporter.target?.node.path ?? ''} in the cluster ${there.name}, which cannot be reached from the cluster ${here.name} by that name`,
          fix: 'expose a receiver on the hub and export to that address: edge.exporterTo(hub.expose(…)), with the edge that this collector is on',
        },
      ];
    });
  },
});
