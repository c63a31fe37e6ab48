import type { FindingOptions } from '../../synth/finding';
import type { ServiceAddress } from '../addresses/service-address';
import { TelemetryAddress, tryFindReceiver } from '../addresses/telemetry-address';

/** A collector under an address has to receive something there. */
export function unreceived(address: ServiceAddress): FindingOptions[] {
  const found = address instanceof TelemetryAddress ? tryFindReceiver(address) : undefined;
  if (found === undefined || found.collector.signalsOf(found.receiver).size > 0) return [];
  return [
    {
      rule: 'address/receiver-unused',
      location: `expose(${address.name})`,
      message: `no pipeline of ${found.collector.node.path} receives from ${found.receiver.id}, which the address ${address.name} leads to`,
      fix: 'name the receiver in a pipeline, for example gateway.traces().receive(otlp).export(…)',
    },
  ];
}
