import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { GRPC_ENDPOINT_FIX, grpcEndpointFault, withoutCredentials } from '../connections/endpoint';
import { COLLECTOR } from './subject';
import { grpcEndpoints } from './view/exporter-endpoints';

/** The endpoint of an OTLP/gRPC exporter is `host:port`. */
export const endpointGrpc = defineRule({
  id: 'endpoint/grpc',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the endpoint of an OTLP/gRPC exporter is not `host:port`',
  check: (view) =>
    grpcEndpoints(view).flatMap(({ exporter, option, endpoint }) => {
      const fault = grpcEndpointFault(endpoint);
      if (fault === undefined) return [];
      return [
        {
          location: `${exporter.location}.${option}`,
          message: `the endpoint of ${exporter.id} has to be host:port, received ${quote(withoutCredentials(endpoint))}, which ${fault}`,
          fix: GRPC_ENDPOINT_FIX,
        },
      ];
    }),
});
