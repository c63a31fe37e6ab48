import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { PATCHED_COLLECTOR } from './subject';

/** JSON patches do not change the name, namespace or mode. Selectors, endpoints and addresses in other objects are derived from them. */
export const collectorIdentityPatched = defineRule({
  id: 'collector/identity-patched',
  severity: 'error',
  subject: PATCHED_COLLECTOR,
  docs: "a JSON patch changes a collector's name, namespace or mode",
  check: ({ metadata, spec }, { name, namespace, mode }) => {
    const facts = [
      ['metadata.name', metadata.name, name],
      ['metadata.namespace', metadata.namespace, namespace],
      ['spec.mode', record(spec)['mode'], mode.spec.mode],
    ] as const;
    return facts
      .filter(([, now, before]) => now !== before)
      .map(([location]) => ({
        location,
        message: `${location} was changed by a JSON patch, and other objects are derived from it`,
        fix: 'set it by the props of the collector or its site',
      }));
  },
});
