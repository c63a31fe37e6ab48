import { OtlpReceiver } from '../../collector/components/otlp-receiver';
import { defineRule, type LocatedFault } from '../../synth/define-rule';
import { AddressGroup } from '../addresses/address-group';
import { TelemetryAddress, tryFindReceiver } from '../addresses/telemetry-address';
import { NETWORK } from './subjects/network';

/** Skupper chooses an address of a group for each new connection, and a gRPC client keeps its connection. */
export const addressConnectionsStay = defineRule({
  id: 'address/connections-stay',
  severity: 'warning',
  subject: NETWORK,
  docs: 'addresses stand in for each other, and connections never end',
  check: ({ sites }) => {
    const groups = sites.flatMap(({ listeners }) => listeners.flatMap(({ address }) => (address instanceof AddressGroup ? [address] : [])));
    const found = new Map<string, LocatedFault>();
    for (const address of groups.flatMap(({ addresses }) => addresses)) {
      // Exporters over HTTP make a connection for each request to a group.
      const destination = address instanceof TelemetryAddress && address.protocol === 'grpc' ? tryFindReceiver(address) : undefined;
      if (!(destination?.receiver instanceof OtlpReceiver) || destination.receiver.endsConnections) continue;
      const { path } = destination.collector.node;
      const { id } = destination.receiver;
      found.set(`${path} ${id}`, {
        path,
        location: `expose(${address.name})`,
        message: `the address ${address.name} stands in for others, and ${id} never ends a connection: what went elsewhere does not come back`,
        fix: 'leave maxConnectionAge of the receiver at its default, which is 5 minutes',
      });
    }
    return [...found.values()];
  },
});
