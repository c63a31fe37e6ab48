import { defineRule } from '../../synth/define-rule';
import { COLLECTOR } from './subject';
import { requestUses } from './view/request-uses';

/** The connections of a receiver under an address come from the Skupper router, so they identify no pod. */
export const requestFromRouter = defineRule({
  id: 'request/from-router',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a component identifies senders by their connection, and all connections come from the Skupper router',
  check: (view) => {
    const { exposedReceivers } = view.program;
    return requestUses(view).flatMap(({ component, read, receivers }) => {
      const receiver = receivers.find(({ id }) => exposedReceivers.includes(id));
      if (read.part !== 'connection' || receiver === undefined) return [];
      return [
        {
          location: `${component.location}.${read.location}`,
          message: `${component.id} reads the address of the connection, and all connections of ${receiver.id} come from the Skupper router`,
          fix:
            component.type === 'k8s_attributes'
              ? `Move ${component.id} to the collectors of the edges, or identify pods by attributes: podAssociation.`
              : `Move ${component.id} to the collectors of the edges.`,
        },
      ];
    });
  },
});
