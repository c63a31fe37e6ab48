import { defineRule } from '../../synth/define-rule';
import { OBJECT } from '../../synth/rules/object';
import { record } from '../../synth/record';

/** Everyone who may read the namespace can read a ConfigMap. Checked for the ConfigMap of a Skupper v1 site. */
export const secretInOutput = defineRule({
  id: 'secret/in-output',
  severity: 'error',
  fixed: true,
  subject: OBJECT,
  docs: "a Secret with data, or a token's code, would be written in clear",
  check: (manifest) =>
    Object.keys(record(manifest['data']))
      .filter((key) => key.endsWith('password'))
      .map((key) => ({
        location: `data.${key}`,
        message: 'a password in a ConfigMap would be written in clear',
        fix: 'leave it out: Skupper makes one, in a Secret (skupper-console-users)',
      })),
});
