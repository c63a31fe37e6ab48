import type { Destination, ReceiverDestination } from '../../collector/catalogue/component';
import type { Signal } from '../../collector/config/signal';
import { ServiceAddress, type ServiceAddressFields } from './service-address';

/** A receiver of a site's collector under an address of the Skupper network. Made by a site's `expose`, or by a hub reference's `address`. */
export class TelemetryAddress extends ServiceAddress {
  /** Where telemetry arrives that is sent there. */
  public readonly destination: Destination;
  /** Type-level only: an address of another service does not fit in its place. */
  declare protected readonly telemetry: true;

  /** @internal */
  public constructor(fields: ServiceAddressFields, destination: Destination) {
    super(fields);
    this.destination = destination;
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
