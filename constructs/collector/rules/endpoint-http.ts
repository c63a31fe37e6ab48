import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { HTTP_ENDPOINT_FIX, httpEndpointFault, withoutCredentials } from '../connections/endpoint';
import { COLLECTOR } from './subject';
import { httpEndpoints } from './view/exporter-endpoints';

/** The endpoint of an exporter over HTTP is a URL. */
export const endpointHttp = defineRule({
  id: 'endpoint/http',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the endpoint of an exporter over HTTP is no URL',
  check: (view) =>
    httpEndpoints(view).flatMap(({ exporter, option, endpoint }) => {
      const fault = httpEndpointFault(endpoint);
      if (fault === undefined) return [];
      return [
        {
          location: `${exporter.location}.${option}`,
          message: `the ${option} of ${exporter.id} has to be a URL, received ${quote(withoutCredentials(endpoint))}, which ${fault}`,
          fix: HTTP_ENDPOINT_FIX,
        },
      ];
    }),
});
