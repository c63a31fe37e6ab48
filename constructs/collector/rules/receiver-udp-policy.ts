import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';

/** The network policy of the operator allows only TCP, so it blocks receivers of UDP. */
export const receiverUdpPolicy = defineRule({
  id: 'receiver/udp-policy',
  severity: 'error',
  subject: COLLECTOR,
  docs: "the operator's network policy shuts a UDP receiver off",
  check: (view) => {
    if (!view.hasOperatorPolicy) return [];
    return view.in('receivers').flatMap((component) =>
      view
        .portsOf(component)
        .filter(({ transport }) => transport === 'UDP')
        .map(({ location, port }) => ({
          location: `${component.location}.${location}`,
          message: `${component.id} listens on UDP ${String(port)}, and the network policy of the operator lets only TCP in`,
          fix: 'switch the policy of the operator off: spec.networkPolicy.enabled: false, which collectors do by themselves',
        })),
    );
  },
});
