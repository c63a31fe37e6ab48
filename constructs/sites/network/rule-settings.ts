import { RULES, type AdjustableRuleId } from '../../rules';
import { ArgumentError, quote } from '../../synth/argument';
import type { Finding, Severity } from '../../synth/finding';
import { ownOf } from '../../synth/own';

/** Severity that a network sets for a rule, and why. */
export interface RuleSetting {
  /** `error` stops synthesis, `warning` is only printed, `off` is silent. */
  readonly severity: Severity | 'off';
  /** Why the rule does not hold here, for later readers of the program. */
  readonly reason: string;
}

/** Severities that a network sets, by rule. */
export type RuleSettings = Readonly<Partial<Record<AdjustableRuleId, RuleSetting>>>;

/** Applies the settings of a network to a finding. @returns no finding if the rule is off */
export function weigh(finding: Finding, rules: RuleSettings): readonly Finding[] {
  const setting = ownOf<RuleSetting | undefined>(rules, finding.rule);
  if (setting === undefined) return [finding];
  return setting.severity === 'off' ? [] : [{ ...finding, severity: setting.severity }];
}

/** Checks the rule settings of a network. @throws ArgumentError for an unknown or fixed rule, a wrong severity, or a missing reason */
export function requireSettings(rules: RuleSettings): RuleSettings {
  for (const [rule, setting] of Object.entries(rules as Readonly<Record<string, Partial<RuleSetting> | null | undefined>>)) {
    const fail = (message: string, fix: string): never => {
      throw new ArgumentError('TelemetryNetwork', `rules.${rule}`, message, fix);
    };
    const { severity, reason } = setting ?? {};
    const facts = RULES.find(({ id }) => id === rule);
    if (facts === undefined) fail('there is no rule of that name', 'docs/rules/ has a page for each');
    if (facts?.fixed === true) fail('synthesis depends on this rule, and its severity cannot be set', 'fix what it reports');
    if (severity === undefined || !['error', 'warning', 'off'].includes(severity)) {
      fail(`has to be error, warning or off, received ${severity === undefined ? 'nothing' : quote(severity)}`, 'choose one of them');
    }
    if (typeof reason !== 'string' || reason.trim() === '') {
      fail('needs a reason, received none', 'say why the rule does not hold for this network');
    }
  }
  return rules;
}
