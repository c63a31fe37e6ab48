import type { ComponentClass } from '../../../imports/otelcol/references';
import { defineRule } from '../../synth/define-rule';
import { tryFindComponent } from '../catalogue/facts';
import { CollectorDistribution } from '../images/distribution';
import { renamedAfter } from '../images/renamed-types';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';
import type { CollectorView, ComponentView } from './view/collector-view';

/** The collector does not start with a component that is not in its image. */
export const componentNotInImage = defineRule({
  id: 'component/not-in-image',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'the image does not hold the component',
  check: (view) => {
    const { components, distribution, image, release } = view;
    return components.flatMap((component) => {
      const { part, type, location } = component;
      if (tryFindComponent(part, type) === undefined) return [];
      const missing = `the image ${image} has no ${nameOf(part)} ${type}`;
      // A newer image can have more components, and image/version reports the image.
      if (!view.isImageNewer && distribution.holds(part, type) === false) return [{ location, message: missing, fix: fixFor(part, type) }];
      const renamed = renameAfterImage(view, component);
      if (renamed === undefined) return [];
      const { since, before } = renamed;
      const message = `${missing}: before version ${since} its type is ${before}`;
      return [{ location, message, fix: `Set the tag ${String(release?.version)}.` }];
    });
  },
});

/** A rename of a component after the release of the image. */
interface Rename {
  readonly since: string;
  /** Type of the component in the image. */
  readonly before: string;
}

/** Returns the rename that makes the type unknown to the image. */
function renameAfterImage({ collectorVersion }: CollectorView, { part, type, writtenType }: ComponentView): Rename | undefined {
  const since = renamedAfter(collectorVersion, part, type);
  const before = tryFindComponent(part, type)?.facts.alias;
  return type !== writtenType || since === undefined || before === undefined ? undefined : { since, before };
}

function fixFor(part: ComponentClass, type: string): string {
  const [holder, other] = CollectorDistribution.holding(part, type);
  if (holder === undefined) return 'use another component, or an image of your own: CollectorDistribution.custom(…)';
  return `use an image that has it, for example ${holder.image}${other === undefined ? '' : `, or ${other.image}`}`;
}
