import { Duration, Size } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { ArgumentError, quote } from '../../synth/argument';
import { Exporter, type ComponentBinding, type Destination } from '../component';
import { GRPC_ENDPOINT_FIX, grpcEndpointFault } from '../endpoint';
import { goDuration } from '../units';

/** How an OTLP exporter keeps what it cannot send at once. */
export interface DeliveryOptions {
  /** How long a batch is tried again after a failure before it is dropped; zero is for ever. @default Duration.seconds(0) */
  readonly retryFor?: Duration;
  /**
   * Most that waits in memory for each signal, as size of the serialized telemetry; more is refused, and the sender told so. Keep it well
   * below the memory of the container.
   *
   * @default Size.mebibytes(32)
   */
  readonly queueSize?: Size;
}

/**
 * Options of `otlpGrpcExporter`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/exporter/otlpexporter
 */
export interface OtlpGrpcExporterOptions extends DeliveryOptions {
  /** Where to: `host:port`, without scheme and path. */
  readonly endpoint: string;
  /** Name of the component. Renaming an exporter orphans what waits in its queue. @default - the endpoint, without port 4317 */
  readonly name?: string;
  /** Whether the connection is plain text. Only right for what stays in the cluster or is carried by a Skupper link. @default false */
  readonly insecure?: boolean;
}

/** Sends traces, metrics and logs over OTLP/gRPC. Made by `otlpGrpcExporter`, by an edge's `exporterTo` or by Jaeger's `exporter`. */
export class OtlpGrpcExporter extends Exporter {
  public override readonly destination: Destination | undefined;
  private readonly options: OtlpGrpcExporterOptions;

  /** @internal */
  public constructor(options: OtlpGrpcExporterOptions, target?: IConstruct, destination?: Destination) {
    const fault = grpcEndpointFault(options.endpoint);
    if (fault !== undefined) {
      throw new ArgumentError(
        'otlpGrpcExporter',
        'endpoint',
        `a gRPC endpoint has to be host:port, received ${quote(options.endpoint)}, which ${fault}`,
        GRPC_ENDPOINT_FIX,
      );
    }
    super('otlp_grpc', options.name ?? options.endpoint.replace(/:4317$/, ''), target);
    this.destination = destination;
    this.options = { ...options };
  }

  public override bind(): ComponentBinding {
    const { endpoint, insecure = false, retryFor = Duration.seconds(0), queueSize = Size.mebibytes(32) } = this.options;
    return {
      config: {
        endpoint,
        tls: { insecure },
        retry_on_failure: { enabled: true, max_elapsed_time: goDuration(retryFor) },
        sending_queue: {
          enabled: true,
          sizer: 'bytes',
          queue_size: queueSize.toKibibytes() * 1024,
          // A batch has to stay below the 4 MiB that a gRPC server takes by default.
          batch: { sizer: 'bytes', flush_timeout: '200ms', min_size: 524_288, max_size: 2_097_152 },
        },
      },
    };
  }
}

/**
 * An exporter over OTLP/gRPC that retries for ever and keeps a bounded amount in memory.
 *
 * @throws ArgumentError if the endpoint is not `host:port`
 */
export function otlpGrpcExporter(options: OtlpGrpcExporterOptions): OtlpGrpcExporter {
  return new OtlpGrpcExporter(options);
}
