import type { Destination, ReceiverDestination, RemoteDestination } from '../../collector/catalogue/component';
import { SIGNALS, type Signal } from '../../collector/config/signal';
import type { OtlpProtocol } from '../../collector/connections/otlp-protocol';
import { ServiceAddress, type ServiceAddressFields } from './service-address';

/**
 * Receiver of telemetry under an address of the Skupper network: of a site's collector, or of a collector that is managed by another program.
 * Made by a site's `expose`, or by a hub reference's `address`.
 */
export class TelemetryAddress extends ServiceAddress {
  /** Where telemetry arrives that is sent there. */
  public readonly destination: Destination;
  /** Protocol that is spoken there. */
  public readonly protocol: OtlpProtocol;
  /** Type-level only: an address of another service does not fit in its place. */
  declare protected readonly telemetry: true;

  /** @internal */
  public constructor(fields: ServiceAddressFields, destination: Destination) {
    super(fields);
    this.destination = destination;
    this.protocol = destination.protocol ?? 'grpc';
  }

  /** The signals that are received there. */
  public get signals(): ReadonlySet<Signal> {
    const { destination } = this;
    return 'elsewhere' in destination ? destination.signals : destination.collector.signalsOf(destination.receiver);
  }
}

/** The receiver behind an address, if it is one of this program. */
export function tryFindReceiver({ destination }: TelemetryAddress): ReceiverDestination | undefined {
  return 'elsewhere' in destination ? undefined : destination;
}

/**
 * Where telemetry arrives at an address whose collector is managed by another program.
 *
 * @param signals @default - all
 */
export function destinationElsewhere(
  { siteName, name }: ServiceAddressFields,
  protocol: OtlpProtocol,
  signals: Iterable<Signal> = SIGNALS,
): RemoteDestination {
  return { elsewhere: `${siteName} (${name})`, signals: new Set(signals), ...(protocol === 'http' && { protocol }) };
}
