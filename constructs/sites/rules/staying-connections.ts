import { OtlpReceiver } from '../../collector/components/otlp-receiver';
import type { LocatedFinding } from '../../synth/finding';
import { AddressGroup } from '../addresses/address-group';
import type { Site } from '../site';
import { TelemetryAddress, tryFindReceiver } from '../addresses/telemetry-address';

/** Which address of a group is used is chosen for each new connection, and gRPC makes one and keeps it. */
export function stayingConnections(sites: readonly Site[]): readonly LocatedFinding[] {
  const groups = sites.flatMap(({ listeners }) => listeners.flatMap(({ address }) => (address instanceof AddressGroup ? [address] : [])));
  const found = new Map<string, LocatedFinding>();
  for (const address of groups.flatMap(({ addresses }) => addresses)) {
    const destination = address instanceof TelemetryAddress ? tryFindReceiver(address) : undefined;
    if (!(destination?.receiver instanceof OtlpReceiver) || destination.receiver.endsConnections) continue;
    const { path } = destination.collector.node;
    const { id } = destination.receiver;
    found.set(`${path} ${id}`, {
      rule: 'address/connections-stay',
      path,
      location: `expose(${address.name})`,
      message: `the address ${address.name} stands in for others, and ${id} never ends a connection: what went elsewhere does not come back`,
      fix: 'leave maxConnectionAge of the receiver at its default, which is 5 minutes',
    });
  }
  return [...found.values()];
}
