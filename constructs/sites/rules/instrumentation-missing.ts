import { defineRule } from '../../synth/define-rule';
import { AGENT_REQUEST } from './subjects/agent-request';

/** If the `Instrumentation` of an agent is missing, the pod starts without the agent. */
export const instrumentationMissing = defineRule({
  id: 'instrumentation/missing',
  severity: 'error',
  subject: AGENT_REQUEST,
  docs: 'a pod asks for an agent that is not there, and would start without',
  check: ({ path, location, instrumentation, missing }) =>
    missing === undefined
      ? []
      : [
          {
            path,
            location,
            message: `asks for the Instrumentation ${JSON.stringify(instrumentation)}, but ${missing}`,
            fix: 'make an AutoInstrumentation on this cluster, and let agents.instrument(workload, language) write the annotation',
          },
        ],
});
