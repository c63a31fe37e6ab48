import type { FindingOptions } from '../../synth/finding';
import { isLabel, type CollectorView } from './collector-view';

/** Options that name an extension, in whichever component. `sending_queue.storage` has a rule of its own. */
const REFERENCES = /(^|\.)(authenticator|storage|k8s_leader_elector|observers\.\d+|middlewares\.\d+\.id)$/;

/** An extension that a component refers to has to be there and switched on: the collector would not start. */
export function missingExtension(view: CollectorView): FindingOptions[] {
  return view.texts
    .filter(
      ({ path, value }) => REFERENCES.test(path) && !isLabel(path) && !path.endsWith('sending_queue.storage') && !value.includes('${'),
    )
    .filter(({ value }) => !view.config.enabledExtensions.includes(value))
    .map(({ component: { id, location }, path, value }) => ({
      rule: 'extension/missing',
      location: `${location}.${path}`,
      message: `${id} refers to the extension ${value}, which is not among those that are switched on`,
      fix: 'give the extension itself as the value of the option, or add it with addExtension',
    }));
}
