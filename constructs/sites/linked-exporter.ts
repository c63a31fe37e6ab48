import type { DeliveryOptions } from '../collector/components/delivery';
import { OtlpGrpcExporter } from '../collector/components/otlp-grpc-exporter';
import type { AddressGroup } from './address-group';
import { addressesOf, type AddressListener } from './address-listener';
import type { TelemetryAddress } from './telemetry-address';

/** Options of `exporterTo`: how telemetry is kept while the link is down. */
export type LinkedExporterOptions = DeliveryOptions;

/** Sends telemetry to an address of the network, through this site's listener. Made by a site's `exporterTo`. */
export class LinkedExporter extends OtlpGrpcExporter {
  public readonly address: TelemetryAddress | AddressGroup<TelemetryAddress>;
  public override readonly overLink = true;

  /** @internal */
  public constructor(
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    listener: AddressListener,
    options: LinkedExporterOptions,
  ) {
    // Plain text within the cluster: the routers carry it over mutual TLS.
    super(
      { ...options, endpoint: listener.endpoint, name: options.name ?? address.name, insecure: true },
      listener.anchor,
      addressesOf(address).map(({ destination }) => destination),
    );
    this.address = address;
  }
}
