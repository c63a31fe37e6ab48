import { defineRule } from '../../synth/define-rule';
import { isEveryInterface } from '../connections/listeners';
import { COLLECTOR } from './subject';

/** A sidecar listens on localhost. Otherwise other pods can send telemetry in the name of its pod. */
export const receiverSidecarOnEveryInterface = defineRule({
  id: 'receiver/sidecar-on-every-interface',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'a sidecar listens for everybody, not for its pod',
  check: (view) => {
    if (!view.isSidecar) return [];
    return view.in('receivers').flatMap((component) =>
      view
        .portsOf(component)
        .filter(({ host }) => isEveryInterface(host))
        .map(({ location, port }) => ({
          location: `${component.location}.${location}`,
          message: `${component.id} of a sidecar listens on port ${String(port)} of all interfaces, for every pod that can reach this one`,
          fix: `listen on localhost:${String(port)}`,
        })),
    );
  },
});
