import { defineRule } from '../../synth/define-rule';
import { hasReference } from '../config/expansion';
import { COLLECTOR } from './subject';
import { isLabel } from './view/collector-view';

/** Options that name an extension, in all components. `sending_queue.storage` has a separate rule. */
const REFERENCES = /(^|\.)(authenticator|storage|k8s_leader_elector|observers\.\d+|middlewares\.\d+\.id)$/;

/** An extension that a component refers to is enabled. Otherwise the collector does not start. */
export const extensionMissing = defineRule({
  id: 'extension/missing',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an option refers to an extension that is not switched on',
  check: (view) =>
    view.texts
      .filter(
        ({ path, value }) => REFERENCES.test(path) && !isLabel(path) && !path.endsWith('sending_queue.storage') && !hasReference(value),
      )
      .filter(({ value }) => !view.config.enabledExtensions.includes(value))
      .map(({ component: { id, location }, path, value }) => ({
        location: `${location}.${path}`,
        message: `${id} refers to the extension ${value}, which is not among those that are switched on`,
        fix: 'give the extension itself as the value of the option, or add it with addExtension',
      })),
});
