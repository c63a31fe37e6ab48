import type { IConstruct, IValidation } from 'constructs';

import { describeFinding, findingAt, type Finding, type FindingOptions } from './finding';
import { Rendering } from './rendering';

/** Looks at a construct and its neighbours and says what is wrong. Pure: it changes nothing and can run any number of times. */
export type Rule = () => Iterable<FindingOptions>;

/** A rule that reads nothing but its arguments. It is made once, not for each construct. */
export type BoundRule<F extends object = object> = (from: F, rendering: Rendering) => Iterable<FindingOptions>;

/** A rule, and what it looks at. */
interface AttachedRule {
  readonly from: object;
  readonly rule: BoundRule;
}

/** A context of cdk8s's tree, set by a root that collects findings as data. */
const AS_DATA = 'cdk8s-otel-skupper/findings-as-data';
/** Type of the metadata of a construct that holds its rules. */
const RULES = 'cdk8s-otel-skupper/rule';

/** States that findings below a root are collected as data: as validation messages they keep silent. */
export function reportAsData(root: IConstruct): void {
  root.node.setContext(AS_DATA, true);
}

/** Whether the findings of a construct are collected as data. */
export function reportsAsData(construct: IConstruct): boolean {
  return construct.node.tryGetContext(AS_DATA) === true;
}

/**
 * Attaches a rule to a construct. Under a `TelemetryNetwork` its findings are collected as data; under any other cdk8s
 * `App` they are validation messages of the construct.
 */
export function addRule(scope: IConstruct, rule: Rule): void {
  bindRule(scope, scope, rule);
}

/** Attaches a rule to a construct that reads nothing but what it is given. @param from what the rule looks at */
export function bindRule<F extends object>(scope: IConstruct, from: F, rule: BoundRule<F>): void {
  if (rulesOf(scope).length === 0) scope.node.addValidation(new RuleValidation(scope));
  const attached: AttachedRule = { from, rule: rule as BoundRule };
  scope.node.addMetadata(RULES, attached);
}

/** The findings of a construct's own rules. */
export function ruleFindings(scope: IConstruct, rendering: Rendering): Finding[] {
  return rulesOf(scope).flatMap(({ rule, from }) =>
    attempt(() => rule(from, rendering)).map((finding) => findingAt(scope.node.path, finding)),
  );
}

function rulesOf(scope: IConstruct): readonly AttachedRule[] {
  return scope.node.metadata.flatMap(({ type, data }) => (type === RULES ? [data as AttachedRule] : []));
}

class RuleValidation implements IValidation {
  public constructor(private readonly scope: IConstruct) {}

  public validate(): string[] {
    const { scope } = this;
    return reportsAsData(scope) ? [] : ruleFindings(scope, new Rendering()).filter(isError).map(describeFinding);
  }
}

/** Runs a rule. A component of somebody else that throws is a finding of the construct that holds it. */
export function attempt(rule: () => Iterable<FindingOptions>): readonly FindingOptions[] {
  try {
    return [...rule()];
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
    return [{ rule: 'render', message, fix: 'mend the component or construct that throws' }];
  }
}

export function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
