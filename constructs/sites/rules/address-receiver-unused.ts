import { defineRule, type Fault } from '../../synth/define-rule';
import type { ServiceAddress } from '../addresses/service-address';
import { TelemetryAddress, tryFindReceiver } from '../addresses/telemetry-address';
import { EXPOSING_SITE } from './subjects/exposing-site';

/** An exposed receiver needs a pipeline. */
export const addressReceiverUnused = defineRule({
  id: 'address/receiver-unused',
  severity: 'error',
  subject: EXPOSING_SITE,
  docs: 'an exposed receiver is in no pipeline',
  check: ({ addresses }) => addresses.flatMap(unused),
});

function unused(address: ServiceAddress): readonly Fault[] {
  const found = address instanceof TelemetryAddress ? tryFindReceiver(address) : undefined;
  if (found === undefined || found.collector.signalsOf(found.receiver).size > 0) return [];
  return [
    {
      location: `expose(${address.name})`,
      message: `no pipeline of ${found.collector.node.path} receives from ${found.receiver.id}, which the address ${address.name} leads to`,
      fix: 'name the receiver in a pipeline, for example gateway.traces().receive(otlp).export(…)',
    },
  ];
}
