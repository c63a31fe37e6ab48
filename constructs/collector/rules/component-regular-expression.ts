import { quote } from '../../synth/argument';
import { defineRule } from '../../synth/define-rule';
import { Expansion } from '../config/expansion';
import { isExpression } from '../expressions/options';
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
      const fault = expansion.references.length > 0 ? undefined : expressionFault(expansion.with(''));
      if (fault === undefined) return [];
      return [
        {
          location: `${location}.${path}`,
          message: `the option ${path} of ${id} is the regular expression ${quote(value)}, which RE2 refuses: ${fault}`,
          fix: 'Correct the expression. RE2 has no lookahead, lookbehind, or back-references.',
        },
      ];
    }),
});
