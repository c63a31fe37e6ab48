import type { Size } from 'cdk8s';

import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { OtlpHttpExporterOptions as Options } from '../../../imports/otelcol/exporters';
import { ArgumentError, quote } from '../../synth/argument';
import { Exporter, type ComponentBinding, type Destination, type ExporterTarget, type Extension } from '../catalogue/component';
import { endpointName, HTTP_ENDPOINT_FIX, httpEndpointFault, withoutCredentials } from '../connections/endpoint';
import { renderOptions, withDefaults, type RenderedOptions } from '../config/options';
import type { CollectorHost } from '../pods/host';
import { Delivery, withoutDelivery, type DeliveryOptions } from '../delivery/delivery';
import { LINK_TIMEOUT } from './otlp-grpc-exporter';
import { PURE } from '../../synth/shape/pure';

/**
 * Options of `otlpHttpExporter`: those of the collector. Give `endpoint`, or one for each signal that is sent.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/exporter/otlphttpexporter
 */
export interface OtlpHttpExporterOptions extends DeliveryOptions, Omit<Options, keyof DeliveryOptions> {}

/**
 * Tried while the sender waits, and given up before it does. A 429 that is passed on over gRPC is an answer for good, so a moment at which the
 * backend takes it has to be found here.
 */
const PASSING_RETRY = { enabled: true, initial_interval: '1s', max_interval: '5s', max_elapsed_time: '20s' };

/** Sends traces, metrics and logs over OTLP/HTTP. Made by `otlpHttpExporter`, or by an edge's `exporterTo`. */
export class OtlpHttpExporter extends Exporter {
  protected static override readonly [PURE]: readonly string[] = [];

  public override readonly destinations: readonly Destination[];
  public override readonly overLink: boolean;
  public override readonly references: readonly Extension[];
  private readonly delivery: Delivery;
  private readonly rendered: RenderedOptions;

  /** @param volume what the queues of the exporter share, if their size follows from that @internal */
  public constructor(
    options: OtlpHttpExporterOptions,
    { target, destinations = [], overLink = false }: ExporterTarget = {},
    volume?: Size,
  ) {
    // A program in JavaScript can leave the options out.
    const given = { ...options };
    const endpoints = (['endpoint', 'tracesEndpoint', 'metricsEndpoint', 'logsEndpoint'] as const).flatMap((option) => {
      const endpoint = given[option];
      return endpoint === undefined ? [] : [{ option, endpoint }];
    });
    const fail = (location: string, message: string): never => {
      throw new ArgumentError('otlpHttpExporter', location, message, HTTP_ENDPOINT_FIX);
    };
    for (const { option, endpoint } of endpoints) {
      const fault = httpEndpointFault(endpoint);
      if (fault !== undefined)
        fail(option, `an HTTP endpoint has to be a URL, received ${quote(withoutCredentials(endpoint))}, which ${fault}`);
    }
    const [first] = endpoints;
    if (first === undefined) fail('endpoint', 'needs an endpoint, received none');
    super('otlp_http', options.name ?? endpointName(first?.endpoint ?? ''), target);
    this.destinations = [...destinations];
    this.overLink = overLink;
    this.delivery = new Delivery('otlpHttpExporter', options, volume);
    this.rendered = renderOptions(withoutDelivery(options), CATALOGUE.exporters['otlp_http']?.naming);
    this.references = this.rendered.extensions;
  }

  /** @internal */
  public override shortfallIn(host: CollectorHost): string | undefined {
    return this.delivery.shortfallIn(host, this);
  }

  public override bind(host: CollectorHost): ComponentBinding {
    const { kind, settings: usual, extensions } = this.delivery.in(host, this);
    const timeout = this.overLink ? { timeout: LINK_TIMEOUT } : {};
    const settings = { ...timeout, ...usual, ...(kind === 'none' && { retry_on_failure: PASSING_RETRY }) };
    const { rendered } = this;
    return { ...rendered, extensions: [...extensions, ...rendered.extensions], config: withDefaults(settings, rendered.config) };
  }
}

/**
 * An exporter over OTLP/HTTP that loses nothing while the far end is away: see `queue`.
 *
 * @throws ArgumentError without an endpoint or if one is no URL, if the queue is smaller than a batch, or the retry too short
 */
export function otlpHttpExporter(options: OtlpHttpExporterOptions): OtlpHttpExporter {
  return new OtlpHttpExporter(options);
}
