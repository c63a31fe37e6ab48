import type { IConstruct } from 'constructs';

import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { OtlpGrpcExporterOptions as Options } from '../../../imports/otelcol/exporters';
import { ArgumentError, quote } from '../../synth/argument';
import { Exporter, type ComponentBinding, type ComponentConfig, type Destination, type Extension } from '../component';
import { endpointName, GRPC_ENDPOINT_FIX, grpcEndpointFault, withoutCredentials } from '../endpoint';
import { renderOptions, withDefaults, type RenderedOptions } from '../options';
import { deliverySettings, type DeliveryOptions } from './delivery';

/**
 * Options of `otlpGrpcExporter`: those of the collector, with `insecure` for the common case of `tls`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/exporter/otlpexporter
 */
export interface OtlpGrpcExporterOptions extends DeliveryOptions, Omit<Options, 'endpoint' | keyof DeliveryOptions> {
  /** Where to: `host:port`, without scheme and path. */
  readonly endpoint: string;
  /** Whether the connection is plain text. Only right for what stays in the cluster or is carried by a Skupper link. @default false */
  readonly insecure?: boolean;
}

/** Sends traces, metrics and logs over OTLP/gRPC. Made by `otlpGrpcExporter`, by an edge's `exporterTo` or by Jaeger's `exporter`. */
export class OtlpGrpcExporter extends Exporter {
  public override readonly destinations: readonly Destination[];
  private readonly defaults: ComponentConfig;
  public override readonly references: readonly Extension[];
  private readonly rendered: RenderedOptions;

  /** @internal */
  public constructor(options: OtlpGrpcExporterOptions, target?: IConstruct, destinations: readonly Destination[] = []) {
    const fault = grpcEndpointFault(options.endpoint);
    if (fault !== undefined) {
      throw new ArgumentError(
        'otlpGrpcExporter',
        'endpoint',
        `a gRPC endpoint has to be host:port, received ${quote(withoutCredentials(options.endpoint))}, which ${fault}`,
        GRPC_ENDPOINT_FIX,
      );
    }
    super('otlp_grpc', options.name ?? endpointName(options.endpoint), target);
    const { name: _, insecure = false, retryFor: _retryFor, queueSize: _queueSize, ...own } = options;
    this.destinations = [...destinations];
    this.defaults = { endpoint: options.endpoint, tls: { insecure }, ...deliverySettings('otlpGrpcExporter', options) };
    this.rendered = renderOptions(own, CATALOGUE.exporters['otlp_grpc']?.naming);
    this.references = this.rendered.extensions;
  }

  public override bind(): ComponentBinding {
    return { ...this.rendered, config: withDefaults(this.defaults, this.rendered.config) };
  }
}

/**
 * An exporter over OTLP/gRPC that retries for ever and keeps a bounded amount in memory.
 *
 * @throws ArgumentError if the endpoint is not `host:port`, the queue smaller than a batch, or the retry too short
 */
export function otlpGrpcExporter(options: OtlpGrpcExporterOptions): OtlpGrpcExporter {
  return new OtlpGrpcExporter(options);
}
