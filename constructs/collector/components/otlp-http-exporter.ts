import { CATALOGUE } from '../../../imports/otelcol/catalogue';
import type { OtlpHttpExporterOptions as Options } from '../../../imports/otelcol/exporters';
import { ArgumentError, quote } from '../../synth/argument';
import { Exporter, type ComponentBinding, type ComponentConfig, type Extension } from '../component';
import { endpointName, HTTP_ENDPOINT_FIX, httpEndpointFault, withoutCredentials } from '../endpoint';
import { renderOptions, withDefaults, type RenderedOptions } from '../options';
import { deliverySettings, type DeliveryOptions } from './delivery';

/**
 * Options of `otlpHttpExporter`: those of the collector. Give `endpoint`, or one for each signal that is sent.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/tree/v0.158.0/exporter/otlphttpexporter
 */
export interface OtlpHttpExporterOptions extends DeliveryOptions, Omit<Options, keyof DeliveryOptions> {}

/** Sends traces, metrics and logs over OTLP/HTTP. Made by `otlpHttpExporter`. */
export class OtlpHttpExporter extends Exporter {
  private readonly defaults: ComponentConfig;
  public override readonly references: readonly Extension[];
  private readonly rendered: RenderedOptions;

  /** @internal */
  public constructor(options: OtlpHttpExporterOptions) {
    const endpoints = (['endpoint', 'tracesEndpoint', 'metricsEndpoint', 'logsEndpoint'] as const).flatMap((option) => {
      const endpoint = options[option];
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
    super('otlp_http', options.name ?? endpointName(first?.endpoint ?? ''));
    const { name: _, retryFor: _retryFor, queueSize: _queueSize, ...own } = options;
    this.defaults = deliverySettings('otlpHttpExporter', options);
    this.rendered = renderOptions(own, CATALOGUE.exporters['otlp_http']?.naming);
    this.references = this.rendered.extensions;
  }

  public override bind(): ComponentBinding {
    return { ...this.rendered, config: withDefaults(this.defaults, this.rendered.config) };
  }
}

/**
 * An exporter over OTLP/HTTP that retries for ever and keeps a bounded amount in memory.
 *
 * @throws ArgumentError without an endpoint or if one is no URL, if the queue is smaller than a batch, or the retry too short
 */
export function otlpHttpExporter(options: OtlpHttpExporterOptions): OtlpHttpExporter {
  return new OtlpHttpExporter(options);
}
