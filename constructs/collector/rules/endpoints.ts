import { quote } from '../../synth/argument';
import type { FindingOptions } from '../../synth/finding';
import { GRPC_ENDPOINT_FIX, grpcEndpointFault, withoutCredentials } from '../endpoint';
import { typeOf, type ConfigView } from './config-view';

/** The endpoint of an OTLP/gRPC exporter is `host:port`, also after JSON patches. */
export function grpcEndpoint(config: ConfigView): FindingOptions[] {
  return [...config.section('exporters')].flatMap(([id, settings]) => {
    const { endpoint } = settings;
    if (!['otlp', 'otlp_grpc'].includes(typeOf(id)) || typeof endpoint !== 'string') return [];
    const fault = grpcEndpointFault(endpoint);
    if (fault === undefined) return [];
    return [
      {
        rule: 'endpoint/grpc',
        location: `spec.config.exporters.${id}.endpoint`,
        message: `the endpoint of ${id} has to be host:port, received ${quote(withoutCredentials(endpoint))}, which ${fault}`,
        fix: GRPC_ENDPOINT_FIX,
      },
    ];
  });
}
