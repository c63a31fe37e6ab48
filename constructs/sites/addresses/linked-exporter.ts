import type { Size } from 'cdk8s';

import {
  Exporter,
  type ComponentBinding,
  type Destination,
  type ExporterTarget,
  type Extension,
  type ReceiverDestination,
} from '../../collector/catalogue/component';
import type { DeliveryOptions } from '../../collector/delivery/delivery';
import { OtlpGrpcExporter } from '../../collector/components/otlp-grpc-exporter';
import { OtlpHttpExporter } from '../../collector/components/otlp-http-exporter';
import type { Signal } from '../../collector/config/signal';
import type { OtlpProtocol } from '../../collector/connections/otlp-protocol';
import type { CollectorHost } from '../../collector/pods/host';
import { AddressGroup } from './address-group';
import { addressesOf, type AddressListener } from './address-listener';
import type { TelemetryAddress } from './telemetry-address';
import { PURE } from '../../synth/shape/pure';

/** Options of `exporterTo`: how telemetry is kept while the link is down, and the protocol. */
export interface LinkedExporterOptions extends DeliveryOptions {
  /**
   * Protocol over the link. Over gRPC an edge drops a batch if the backend of the hub answers that there are too many requests (429,
   * `ResourceExhausted`) for longer than the hub retries. Over HTTP the hub passes 429 on, and the edge retries.
   *
   * With `'http'`, an address of OTLP/gRPC is replaced by the address of OTLP/HTTP of the same receiver. If there is none, the hub of this
   * program exposes it as `<address>-http`.
   *
   * @default - that of the address
   */
  readonly protocol?: OtlpProtocol;
}

/** Where it goes first: the site's listener, or the buffer before it. */
interface Way extends ExporterTarget {
  /** `host:port`. */
  readonly endpoint: string;
  readonly protocol: OtlpProtocol;
  /** What keeps telemetry before the link. */
  readonly buffer?: BufferBefore;
  /** The volume that its queues share. */
  readonly volume?: Size;
  /** Whether each connection leads to one of several addresses. */
  readonly isShared?: boolean;
}

/** What keeps telemetry before the link. */
interface BufferBefore {
  readonly endpoint: string;
  readonly destination: ReceiverDestination;
  /** Takes note of a signal that a pipeline sends. */
  carry(signal: Signal): void;
}

/** Sends telemetry to an address of the network: through this site's listener, or its buffer. Made by a site's `exporterTo`. */
export class LinkedExporter extends Exporter {
  protected static override readonly [PURE]: readonly string[] = [];

  /** Through a listener. @internal */
  public static over(
    { endpoint, anchor }: AddressListener,
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    options: DeliveryOptions,
    volume?: Size,
  ): LinkedExporter {
    const addresses = addressesOf(address);
    const destinations = addresses.map(({ destination }) => destination);
    const protocol = addresses[0]?.protocol ?? 'grpc';
    const isShared = address instanceof AddressGroup;
    return new LinkedExporter(address, { endpoint, protocol, isShared, target: anchor, destinations, ...(volume && { volume }) }, options);
  }

  /** By way of a buffer. @internal */
  public static by(
    buffer: BufferBefore,
    address: TelemetryAddress | AddressGroup<TelemetryAddress>,
    options: DeliveryOptions,
  ): LinkedExporter {
    const { endpoint, destination } = buffer;
    const way = { endpoint, protocol: 'grpc', target: destination.collector, destinations: [destination], buffer } as const;
    return new LinkedExporter(address, way, options);
  }

  public readonly address: TelemetryAddress | AddressGroup<TelemetryAddress>;
  public override readonly destinations: readonly Destination[];
  public override readonly references: readonly Extension[];
  public override readonly overLink = true;
  private readonly sender: OtlpGrpcExporter | OtlpHttpExporter;
  private readonly buffer: BufferBefore | undefined;

  private constructor(address: TelemetryAddress | AddressGroup<TelemetryAddress>, way: Way, options: DeliveryOptions) {
    const sender = senderOf(way, { ...options, name: options.name ?? address.name });
    super(sender.type, sender.name, sender.target);
    this.sender = sender;
    this.destinations = sender.destinations;
    this.references = sender.references;
    this.address = address;
    this.buffer = way.buffer;
  }

  /** @internal */
  public override shortfallIn(host: CollectorHost): string | undefined {
    return this.sender.shortfallIn(host);
  }

  public override bind(host: CollectorHost): ComponentBinding {
    return this.sender.bind(host);
  }

  /** @internal */
  public override sends(signal: Signal): void {
    this.buffer?.carry(signal);
  }
}

/** The exporter that speaks the protocol. Plain text within the cluster: the routers carry it over mutual TLS. */
function senderOf(way: Way, options: DeliveryOptions): OtlpGrpcExporter | OtlpHttpExporter {
  const { endpoint, protocol, target, destinations, volume, isShared = false } = way;
  const to = { target, destinations, overLink: true };
  if (protocol === 'grpc') return new OtlpGrpcExporter({ ...options, endpoint, insecure: true }, to, volume);
  // A server over HTTP ends no connection by age, so a busy connection would stay at the address that stood in for another.
  const connections = isShared ? { disableKeepAlives: true } : {};
  return new OtlpHttpExporter({ ...options, ...connections, endpoint: `http://${endpoint}` }, to, volume);
}
