import type { ComponentClass } from '../../../../imports/otelcol/references';
import { ownOf } from '../../../synth/own';

/** Components that the collector no longer has, with their successors. */
const REMOVED: Readonly<Partial<Record<ComponentClass, Readonly<Record<string, string>>>>> = {
  receivers: { opencensus: 'the receiver otlp' },
  processors: { spanmetrics: 'the connector span_metrics', servicegraph: 'the connector service_graph', routing: 'the connector routing' },
  exporters: {
    logging: 'the exporter debug',
    jaeger: 'the exporter otlp_grpc, since Jaeger receives OTLP',
    jaeger_thrift: 'the exporter otlp_grpc, since Jaeger receives OTLP',
    opencensus: 'the exporter otlp_grpc',
    loki: 'the exporter otlp_http, since Loki receives OTLP',
  },
  extensions: { memory_ballast: 'the memory limit of the container, from which the operator sets GOMEMLIMIT' },
};

/** Returns the successor of a removed component, in words; undefined if the component was not removed. */
export function successorOf(part: ComponentClass, type: string): string | undefined {
  return ownOf(REMOVED[part], type);
}
