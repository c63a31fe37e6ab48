import { defineRule } from '../../synth/define-rule';
import { INSTANCE } from '../components/span-metrics';
import { COLLECTOR } from './subject';

/** Only one pod writes a series. Otherwise each pod resets the counters of the other pods. */
export const spanMetricsOneWriter = defineRule({
  id: 'span-metrics/one-writer',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'several pods write the same series of span metrics',
  check: (view) => {
    if (view.mostReplicas <= 1) return [];
    return view.ofType('connectors', 'span_metrics').flatMap(({ id, location, settings }) => {
      const excluded = settings['exclude_dimensions'];
      if (!Array.isArray(excluded) || !excluded.includes(INSTANCE)) return [];
      return [
        {
          location: `${location}.exclude_dimensions`,
          message: `${id} leaves ${INSTANCE} out, and the collector has several pods, which all write the same series`,
          fix: `take ${INSTANCE} out of excludeDimensions and add series up in queries, or run one replica`,
        },
      ];
    });
  },
});
