import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { withoutCredentials } from '../connections/endpoint';
import { portOf } from '../rows/dialling';
import { COLLECTOR } from './subject';
import { grpcEndpoints, httpEndpoints } from './view/exporter-endpoints';

/** Default ports of telemetry protocols, and of servers that receive no telemetry. */
const PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [4317, 'OTLP/gRPC'],
  [4318, 'OTLP/HTTP'],
  [6831, 'Jaeger Thrift over UDP'],
  [6832, 'Jaeger Thrift over UDP'],
  [9411, 'Zipkin'],
  [13_133, 'health checks'],
  [14_250, 'Jaeger over gRPC'],
  [14_268, 'Jaeger Thrift over HTTP'],
  [16_686, 'the user interface of Jaeger'],
  [55_678, 'OpenCensus'],
]);
/** How to send to a port. */
const OTHER_EXPORTERS: ReadonlyMap<string, string> = new Map([
  ['OTLP/gRPC', 'use otlpGrpcExporter'],
  ['OTLP/HTTP', 'use otlpHttpExporter'],
  ['Zipkin', 'use zipkinExporter'],
]);
/** Default ports by protocol. */
const PORTS: ReadonlyMap<string, number> = new Map([...PROTOCOLS].map(([port, protocol]) => [protocol, port]));

/** The port of an endpoint is not the default port of another protocol. */
export const endpointPortOfAnotherProtocol = defineRule({
  id: 'endpoint/port-of-another-protocol',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an exporter sends to the default port of another protocol',
  check: (view) =>
    [...grpcEndpoints(view), ...httpEndpoints(view)].flatMap(({ exporter, option, endpoint, protocol }) => {
      const port = portOf(endpoint);
      const other = port === undefined ? undefined : PROTOCOLS.get(port);
      const { overLink = false, isToExternal = false } = view.programOf(exporter) ?? {};
      // The port of an address is that of a receiver of a program, unless no program describes the collector.
      if (other === undefined || other === protocol || (overLink && !isToExternal)) return [];
      return [
        {
          location: `${exporter.location}.${option}`,
          message: `${exporter.id} speaks ${protocol} and sends to ${quote(withoutCredentials(endpoint))}: ${String(port)} is the port of ${other}`,
          fix: fixOf(protocol, other),
        },
      ];
    }),
});

function fixOf(protocol: string, other: string): string {
  const port = PORTS.get(protocol);
  const ways = [
    port === undefined ? 'Set the port of the backend' : `Set the port that receives ${protocol}, by default ${String(port)}`,
    ...(OTHER_EXPORTERS.has(other) ? [`or ${String(OTHER_EXPORTERS.get(other))}`] : []),
  ];
  return `${ways.join(', ')}.`;
}
