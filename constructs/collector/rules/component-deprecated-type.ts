import { defineRule } from '../../synth/define-rule';
import { renamedAfter } from '../images/renamed-types';
import { COLLECTOR } from './subject';
import { nameOf } from './view/class-name';

/** A later version of the collector removes deprecated names of components. */
export const componentDeprecatedType = defineRule({
  id: 'component/deprecated-type',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'a component goes by a name that upstream has given up',
  check: ({ components, collectorVersion }) =>
    components
      .filter(({ part, type, writtenType }) => type !== writtenType && renamedAfter(collectorVersion, part, type) === undefined)
      .map(({ part, type, writtenType, location }) => ({
        location,
        message: `the ${nameOf(part)} ${writtenType} is now called ${type}`,
        fix: `write ${type}, here and in the pipelines`,
      })),
});
