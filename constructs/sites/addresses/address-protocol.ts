import { OTLP_PROTOCOLS, type OtlpProtocol } from '../../collector/connections/otlp-protocol';
import { ArgumentError, requireOneOf, type ArgumentPlace } from '../../synth/argument';
import { AddressGroup } from './address-group';
import { addressesOf } from './address-listener';
import { TelemetryAddress } from './telemetry-address';

/**
 * Returns the address, or the group of addresses, at which the same receivers take a protocol.
 *
 * @param overHttp finds the address of OTLP/HTTP for an address of OTLP/gRPC
 * @throws ArgumentError if the addresses of a group speak several protocols, or gRPC is requested of an address of OTLP/HTTP
 */
export function addressOver(
  place: ArgumentPlace,
  address: TelemetryAddress | AddressGroup<TelemetryAddress>,
  protocol: OtlpProtocol | undefined,
  overHttp: (address: TelemetryAddress) => TelemetryAddress,
): TelemetryAddress | AddressGroup<TelemetryAddress> {
  const addresses = addressesOf(address);
  // A program in JavaScript can pass the address of any service.
  if (!addresses.every((one) => one instanceof TelemetryAddress)) {
    const fault = `the address ${address.name} is that of a service that receives no telemetry`;
    throw new ArgumentError(place, 'address', fault, "If the service is a collector, set otlp: 'grpc' or 'http' in expose.");
  }
  const spoken = new Set(addresses.map((one) => one.protocol));
  if (protocol === undefined && spoken.size > 1) {
    const fault = `the addresses of ${address.name} speak OTLP over gRPC and over HTTP`;
    throw new ArgumentError(place, 'protocol', fault, "Set protocol: 'http', or expose all of them over one protocol.");
  }
  if (protocol !== undefined) requireOneOf(place, 'protocol', protocol, OTLP_PROTOCOLS);
  if (protocol === undefined || (spoken.size === 1 && spoken.has(protocol))) return address;
  if (protocol === 'grpc') {
    const fault = `the address ${address.name} speaks OTLP over HTTP, received protocol "grpc"`;
    throw new ArgumentError(place, 'protocol', fault, "Leave out protocol, or expose the receiver with protocol: 'grpc'.");
  }
  const twinOf = (one: TelemetryAddress): TelemetryAddress => (one.protocol === 'http' ? one : overHttp(one));
  return address instanceof AddressGroup ? address.replaced(twinOf, httpName(address.name)) : twinOf(address);
}

/** Name of an address of OTLP/HTTP that has the same receiver as an address of OTLP/gRPC. */
export function httpName(name: string): string {
  return `${name}-http`;
}
