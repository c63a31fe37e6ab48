import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { Expansion } from '../config/expansion';
import { hasUnnamedGroup } from '../expressions/classes';
import { isExpression, needsNamedGroups } from '../expressions/options';
import { expressionFault } from '../expressions/re2';
import { tryFindComponent } from '../catalogue/facts';
import { COLLECTOR } from './subject';
import { isLabel } from './view/collector-view';

/** The collector compiles regular expressions when it starts, with RE2. */
export const componentRegularExpression = defineRule({
  id: 'component/regular-expression',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an option is a regular expression that RE2 refuses',
  check: (view) =>
    view.texts.flatMap((text) => {
      const { component, path, value } = text;
      const { part, type, id, location } = component;
      if (isLabel(path) || tryFindComponent(part, type) === undefined || !isExpression(text)) return [];
      const expansion = new Expansion(value);
      if (expansion.references.length > 0) return [];
      const expression = expansion.with('');
      const fault = expressionFault(expression);
      if (fault === undefined)
        return needsNamedGroups(text) && hasUnnamedGroup(expression)
          ? [
              {
                location: `${location}.${path}`,
                message: `the option ${path} of ${id} is the regular expression ${quote(value)}, which has a group without a name`,
                fix: 'Name each group: (?P<name>…), or write (?:…) for a group that is no attribute.',
              },
            ]
          : [];
      return [
        {
          location: `${location}.${path}`,
          message: `the option ${path} of ${id} is the regular expression ${quote(value)}, which RE2 refuses: ${fault}`,
          fix: 'Correct the expression. RE2 has no lookahead, lookbehind, or back-references.',
        },
      ];
    }),
});
