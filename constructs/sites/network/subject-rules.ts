import type { DefinedRule, LocatedFault, Subject } from '../../synth/define-rule';
import { findingAt, type Finding } from '../../synth/finding';
import { FURTHER_SITE_CHECKS, SITE_RULES } from '../rules';
import type { Watch } from '../rules/subjects/watch';

/** Returns the rules of sites that check a subject. */
export function rulesOf<C>(subject: Subject<C>): readonly DefinedRule<string, C>[] {
  const rules: readonly DefinedRule[] = [...SITE_RULES, ...FURTHER_SITE_CHECKS];
  return rules.filter((rule): rule is DefinedRule<string, C> => rule.subject === subject);
}

/** Returns the findings for faults of a rule. */
export function reportFaults(rule: DefinedRule, faults: readonly LocatedFault[]): readonly Finding[] {
  return faults.map((fault) => findingAt(fault.path, rule.report(fault)));
}

/** Returns a watch that reports the faults of another one as findings. */
export function watchOf<T>(rule: DefinedRule, { see, findings }: Watch<T>): Watch<T, Finding> {
  return { see, findings: () => reportFaults(rule, findings()) };
}
