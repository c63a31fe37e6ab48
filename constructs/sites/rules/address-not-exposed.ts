import { defineRule } from '../../synth/define-rule';
import { LISTENER } from './subjects/listener';

/** A listener needs a connector of its routing key. */
export const addressNotExposed = defineRule({
  id: 'address/not-exposed',
  severity: 'error',
  subject: LISTENER,
  docs: 'a listener asks for a routing key that nobody exposes',
  check: ({ path, routingKey, exposedBy }) =>
    exposedBy.length > 0
      ? []
      : [
          {
            path,
            location: 'spec.routingKey',
            message: `no connector of this network has the routing key ${routingKey}`,
            fix: 'expose it on a hub: hub.expose(collector, receiver, { address }), and export to what that returns',
          },
        ],
});
