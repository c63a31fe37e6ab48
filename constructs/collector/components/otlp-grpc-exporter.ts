import { Duration, Size } from 'cdk8s';
import type { IConstruct } from 'constructs';

import { ArgumentError, quote } from '../../synth/argument';
import { Exporter, type ComponentBinding, type Destination } from '../component';
import { GRPC_ENDPOINT_FIX, grpcEndpointFault, withoutCredentials } from '../endpoint';
import { goDuration } from '../units';

// Bytes in a batch. It has to stay below the 4 MiB that a gRPC server takes by default.
const MIN_BATCH = 524_288;
const MAX_BATCH = 2_097_152;

/** How an OTLP exporter keeps what it cannot send at once. */
export interface DeliveryOptions {
  /** Name of the component. Renaming an exporter orphans what waits in its queue. @default - what it points at */
  readonly name?: string;
  /** How long a batch is tried again after a failure before it is dropped; zero is for ever, else at least 30 seconds. @default Duration.seconds(0) */
  readonly retryFor?: Duration;
  /**
   * Most that waits in memory for each signal, as size of the serialized telemetry; more is refused, and the sender told so. Keep it well
   * below the memory of the container. At least 2 MiB, the size of a batch.
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
        `a gRPC endpoint has to be host:port, received ${quote(withoutCredentials(options.endpoint))}, which ${fault}`,
        GRPC_ENDPOINT_FIX,
      );
    }
    if (options.queueSize !== undefined && options.queueSize.toKibibytes() * 1024 < MAX_BATCH) {
      throw new ArgumentError(
        'otlpGrpcExporter',
        'queueSize',
        `has to hold a batch of 2 MiB, received ${String(options.queueSize.toKibibytes())} KiB`,
        'use at least Size.mebibytes(2)',
      );
    }
    const retry = options.retryFor?.toSeconds({ integral: false }) ?? 0;
    if (retry !== 0 && retry < 30) {
      throw new ArgumentError(
        'otlpGrpcExporter',
        'retryFor',
        `has to be zero or at least 30 seconds, the longest pause between two tries, received ${String(retry)} s`,
        'use Duration.seconds(0) to try for ever',
      );
    }
    super('otlp_grpc', options.name ?? options.endpoint.replace(/:4317$/, '').replace(/[[\]${}]/g, ''), target);
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
          batch: { sizer: 'bytes', flush_timeout: '200ms', min_size: MIN_BATCH, max_size: MAX_BATCH },
        },
      },
    };
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
