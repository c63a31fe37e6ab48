import type { DeliveryOptions } from '../collector/components/delivery';
import { OtlpGrpcExporter } from '../collector/components/otlp-grpc-exporter';
import type { SkupperListener } from '../skupper/listener';
import type { TelemetryAddress } from './telemetry-address';

/** Options of `exporterTo`: how telemetry is kept while the link is down. */
export type LinkedExporterOptions = DeliveryOptions;

/** Sends telemetry to an address of the network, through this site's listener. Made by a site's `exporterTo`. */
export class LinkedExporter extends OtlpGrpcExporter {
  public readonly address: TelemetryAddress;
  public override readonly overLink = true;

  /** @internal */
  public constructor(address: TelemetryAddress, listener: SkupperListener, namespace: string, options: LinkedExporterOptions) {
    // Plain text within the cluster: the routers carry it over mutual TLS.
    super(
      {
        ...options,
        endpoint: `${listener.host}.${namespace}.svc:${String(listener.port)}`,
        name: options.name ?? address.name,
        insecure: true,
      },
      listener,
      { collector: address.collector, receiver: address.receiver },
    );
    this.address = address;
  }
}
