import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { chainTo } from './view/chain';

/** Spans are counted before sampling. After sampling, only the kept spans are counted. */
export const spanMetricsAfterSampling = defineRule({
  id: 'span-metrics/after-sampling',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'spans are counted behind sampling',
  check: (view) => {
    const connectors = new Set(view.ofType('connectors', 'span_metrics').map(({ id }) => id));
    return [...view.config.pipelines].flatMap(([id, { exporters }]) => {
      const processors = chainTo(view, id).flatMap((pipeline) => pipeline.processors);
      const sampling = processors.find((name) => view.find('processors', name)?.type === 'tail_sampling');
      return exporters
        .filter((name) => sampling !== undefined && connectors.has(name))
        .map((name) => ({
          location: `spec.config.service.pipelines.${id}.exporters`,
          message: `${name} counts the spans that ${sampling ?? ''} keeps, not those there were`,
          fix: 'let tailSampling of the collector in front decide and count there, with addSpanMetrics',
        }));
    });
  },
});
