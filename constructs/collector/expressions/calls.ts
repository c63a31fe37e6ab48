import { ownOf } from '../../synth/own';
import { positionOf } from '../ottl/argument-names';
import type { Call } from '../ottl/parsed';
import { textOf } from '../ottl/unquoted';
import { expressionFault } from './re2';

/** Arguments of OTTL functions that are regular expressions: position and name. */
const ARGUMENTS: Readonly<Record<string, readonly [position: number, name: string]>> = {
  IsMatch: [1, 'pattern'],
  ExtractPatterns: [1, 'pattern'],
  delete_matching_keys: [1, 'pattern'],
  keep_matching_keys: [1, 'pattern'],
  replace_pattern: [1, 'regex_pattern'],
  replace_all_patterns: [2, 'regex_pattern'],
};

/** Describes the regular expression of a call that the collector refuses, in words. */
export function faultOfExpression({ name, arguments: given }: Call): string | undefined {
  const place = ownOf(ARGUMENTS, name);
  if (place === undefined) return undefined;
  const [position, wanted] = place;
  const argument = given.find((one, i) => (one.name === undefined ? i === position : positionOf([wanted], one.name) === 0));
  const expression = textOf(argument?.value);
  const fault = expression === undefined ? undefined : expressionFault(expression);
  return fault === undefined ? undefined : `gives ${name} the regular expression ${expression ?? ''}, which RE2 refuses: ${fault}`;
}
