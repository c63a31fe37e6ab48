import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { withoutCredentials } from '../connections/endpoint';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';
import { httpEndpoints } from './view/exporter-endpoints';

/** Path that the exporter appends for a signal. */
const SIGNAL_PATH = /\/v1(?:development)?\/(traces|metrics|logs|profiles)\/*$/;

/** The endpoint of an OTLP/HTTP exporter has no path of a signal. The exporter appends the path. */
export const endpointSignalPath = defineRule({
  id: 'endpoint/signal-path',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the endpoint of an OTLP/HTTP exporter ends with the path of a signal',
  check: (view) =>
    httpEndpoints(view).flatMap(({ exporter, option, endpoint, protocol }) => {
      const [path, signal = ''] = SIGNAL_PATH.exec(endpoint) ?? [];
      if (path === undefined || protocol !== 'OTLP/HTTP' || option !== 'endpoint' || !isUsed(view, exporter)) return [];
      return [
        {
          location: `${exporter.location}.${option}`,
          message: `the endpoint of ${exporter.id} is ${quote(withoutCredentials(endpoint))}, and the exporter appends the path of each signal`,
          fix: `Remove ${path} from the endpoint, or set ${signal}Endpoint instead of endpoint.`,
        },
      ];
    }),
});

/** Whether a signal has no endpoint of its own. */
function isUsed(view: CollectorView, { id, settings }: ComponentView): boolean {
  return [...view.signalsBy(id)].some((signal) => (settings[`${signal}_endpoint`] ?? '') === '');
}
