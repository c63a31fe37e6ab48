import type { Size } from 'cdk8s';

import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { OtlpGrpcExporterOptions as Options } from '../../../imports/otelcol/exporters';
import { ArgumentError, quote } from '../../synth/argument';
import {
  Exporter,
  type ComponentBinding,
  type ComponentConfig,
  type Destination,
  type ExporterTarget,
  type Extension,
} from '../catalogue/component';
import { endpointName, GRPC_ENDPOINT_FIX, grpcEndpointFault, withoutCredentials } from '../connections/endpoint';
import { renderOptions, withDefaults, type RenderedOptions } from '../config/options';
import type { CollectorHost } from '../pods/host';
import { Delivery, withoutDelivery, type DeliveryOptions } from '../delivery/delivery';
import { PURE } from '../../synth/shape/pure';

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

/** An uplink may be slow, and a hub answers only once it has sent on what it got. */
export const LINK_TIMEOUT = '30s';
/** Below that of the link, so that who waits there is told why. */
export const PASSING_TIMEOUT = '20s';

/** Sends traces, metrics and logs over OTLP/gRPC. Made by `otlpGrpcExporter`, by an edge's `exporterTo` or by Jaeger's `exporter`. */
export class OtlpGrpcExporter extends Exporter {
  protected static override readonly [PURE]: readonly string[] = [];

  public override readonly destinations: readonly Destination[];
  public override readonly overLink: boolean;
  public override readonly references: readonly Extension[];
  private readonly defaults: ComponentConfig;
  private readonly delivery: Delivery;
  private readonly rendered: RenderedOptions;

  /** @param volume what the queues of the exporter share, if their size follows from that @internal */
  public constructor(
    options: OtlpGrpcExporterOptions,
    { target, destinations = [], overLink = false }: ExporterTarget = {},
    volume?: Size,
  ) {
    const endpoint = given(options);
    const fault = grpcEndpointFault(endpoint);
    if (fault !== undefined) {
      throw new ArgumentError(
        'otlpGrpcExporter',
        'endpoint',
        `a gRPC endpoint has to be host:port, received ${quote(withoutCredentials(endpoint))}, which ${fault}`,
        GRPC_ENDPOINT_FIX,
      );
    }
    super('otlp_grpc', options.name ?? endpointName(endpoint), target);
    const { insecure = false, ...own } = options;
    this.destinations = [...destinations];
    this.overLink = overLink;
    this.defaults = { endpoint, tls: { insecure } };
    this.delivery = new Delivery('otlpGrpcExporter', options, volume);
    this.rendered = renderOptions(withoutDelivery(own), CATALOGUE.exporters['otlp_grpc']?.naming);
    this.references = this.rendered.extensions;
  }

  /** @internal */
  public override shortfallIn(host: CollectorHost): string | undefined {
    return this.delivery.shortfallIn(host, this);
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const { kind, settings, extensions } = this.delivery.in(host, this);
    const isWaitedFor = this.overLink || (kind !== 'none' && this.destinations.some(answersLate));
    const timeout = isWaitedFor ? LINK_TIMEOUT : kind === 'none' ? PASSING_TIMEOUT : undefined;
    const defaults = { ...this.defaults, ...(timeout !== undefined && { timeout }), ...settings };
    const { rendered } = this;
    return { ...rendered, extensions: [...extensions, ...rendered.extensions], config: withDefaults(defaults, rendered.config) };
  }
}

/** Returns the endpoint of options, which a program in JavaScript or a data file can lack. */
function given(options: Partial<OtlpGrpcExporterOptions> | undefined): string {
  const endpoint: unknown = options?.endpoint;
  if (typeof endpoint === 'string') return endpoint;
  throw new ArgumentError('otlpGrpcExporter', 'endpoint', 'needs an endpoint, received none', GRPC_ENDPOINT_FIX);
}

function answersLate(destination: Destination): boolean {
  return 'collector' in destination && destination.collector.arrivals.acknowledgement === 'after-export';
}

/**
 * An exporter over OTLP/gRPC that loses nothing while the far end is away: see `queue`.
 *
 * @throws ArgumentError if the endpoint is not `host:port`, the queue smaller than a batch, or the retry too short
 */
export function otlpGrpcExporter(options: OtlpGrpcExporterOptions): OtlpGrpcExporter {
  return new OtlpGrpcExporter(options);
}
