import type { Size } from 'cdk8s';
import type { IConstruct } from 'constructs';

import type { Destination, ReceiverDestination } from '../../collector/catalogue/component';
import type { DeliveryOptions } from '../../collector/delivery/delivery';
import { OtlpGrpcExporter } from '../../collector/components/otlp-grpc-exporter';
import type { Signal } from '../../collector/config/signal';
import type { AddressGroup } from './address-group';
import { addressesOf, type AddressListener } from './address-listener';
import type { TelemetryAddress } from './telemetry-address';
import { PURE } from '../../synth/shape/pure';

/** Options of `exporterTo`: how telemetry is kept while the link is down. */
export type LinkedExporterOptions = DeliveryOptions;

/** Where it goes first: the site's listener, or the buffer before it. */
interface Way {
  readonly endpoint: string;
  readonly target: IConstruct;
  readonly destinations: readonly Destination[];
  /** Told of each signal that a pipeline sends. */
  readonly carry?: (signal: Signal) => void;
  /** The volume that its queues share. */
  readonly volume?: Size;
}

/** What keeps telemetry before the link. */
interface BufferBefore {
  readonly endpoint: string;
  readonly destination: ReceiverDestination;
  readonly carry: (signal: Signal) => void;
}

/** Sends telemetry to an address of the network: through this site's listener, or its buffer. Made by a site's `exporterTo`. */
export class LinkedExporter extends OtlpGrpcExporter {
  protected static override readonly [PURE]: readonly string[] = [];

  /** Through a listener. @internal */
  public static over(
    { endpoint, anchor }: AddressListener,
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    options: LinkedExporterOptions,
    volume?: Size,
  ): LinkedExporter {
    const destinations = addressesOf(address).map(({ destination }) => destination);
    return new LinkedExporter(address, { endpoint, target: anchor, destinations, ...(volume && { volume }) }, options);
  }

  /** By way of a buffer. @internal */
  public static by(
    buffer: BufferBefore,
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    options: LinkedExporterOptions,
  ): LinkedExporter {
    const { endpoint, destination } = buffer;
    const carry = (signal: Signal): void => {
      buffer.carry(signal);
    };
    return new LinkedExporter(address, { endpoint, target: destination.collector, destinations: [destination], carry }, options);
  }

  public readonly address: TelemetryAddress | AddressGroup<TelemetryAddress>;
  public override readonly overLink = true;
  private readonly carry: Way['carry'];

  private constructor(address: TelemetryAddress | AddressGroup<TelemetryAddress>, way: Way, options: LinkedExporterOptions) {
    // Plain text within the cluster: the routers carry it over mutual TLS.
    const settings = { ...options, endpoint: way.endpoint, name: options.name ?? address.name, insecure: true };
    super(settings, way.target, way.destinations, way.volume);
    this.address = address;
    this.carry = way.carry;
  }

  /** @internal */
  public override sends(signal: Signal): void {
    this.carry?.(signal);
  }
}
