import { defineRule } from '../../synth/define-rule';
import { tryFindComponent } from '../catalogue/facts';
import { CollectorDistribution } from '../images/distribution';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';

/** The collector does not start with a component that is not in its image. */
export const componentNotInImage = defineRule({
  id: 'component/not-in-image',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the image does not hold the component',
  check: (view) => {
    const { components, distribution, image } = view;
    return components.flatMap(({ part, type, location }) => {
      if (tryFindComponent(part, type) === undefined || distribution.holds(part, type) !== false) return [];
      const [holder, other] = CollectorDistribution.holding(part, type);
      return [
        {
          location,
          message: `the image ${image} has no ${nameOf(part)} ${type}`,
          fix:
            holder === undefined
              ? 'use another component, or an image of your own: CollectorDistribution.custom(…)'
              : `use an image that has it, for example ${holder.image}${other === undefined ? '' : `, or ${other.image}`}`,
        },
      ];
    });
  },
});
