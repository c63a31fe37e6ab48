import { defineRule } from '../../synth/define-rule';
import { CollectorDistribution } from '../images/distribution';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';
import { successorOf } from './view/removed-components';

/** The collector does not start with a component that upstream removed. An image of the user can still have the component. */
export const componentRemoved = defineRule({
  id: 'component/removed',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the collector no longer has the component',
  check: (view) => {
    // An older image can still have the component, and image/version reports the image.
    if (view.isImageOlder) return [];
    const isReleased = CollectorDistribution.isReleased(view.image);
    return view.components.flatMap((component) => {
      const { part, type, location } = component;
      const successor = successorOf(part, type);
      if (successor === undefined || (view.isInImage(component) && !isReleased)) return [];
      return [{ location, message: `the ${nameOf(part)} ${type} was removed from the collector`, fix: `use ${successor}` }];
    });
  },
});
