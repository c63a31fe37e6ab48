import { defineRule } from '../../synth/define-rule';
import { AGENT_REQUEST } from './subjects/agent-request';

/** An agent that sends to localhost needs a sidecar in its pod. */
export const instrumentationNoSidecar = defineRule({
  id: 'instrumentation/no-sidecar',
  severity: 'error',
  subject: AGENT_REQUEST,
  docs: 'an agent sends to a sidecar that its pod does not have',
  check: ({ path, location, missing, lacksSidecar }) =>
    missing !== undefined || !lacksSidecar
      ? []
      : [
          {
            path,
            location,
            message: 'its agent sends to localhost, where the pod has no sidecar: nobody takes the telemetry',
            fix: 'let agents.instrument(workload, language) write the annotation, which gives the pod the sidecar too, or inject it: injectSidecar(workload, collector)',
          },
        ],
});
