import type { IConstruct, IValidation } from 'constructs';

import { describeFinding, findingAt, type Finding, type FindingOptions } from './finding';
import { Rendering } from './rendering';

/** Looks at a construct and its neighbours and says what is wrong. Pure: it changes nothing and can run any number of times. */
export type Rule = () => Iterable<FindingOptions>;

/** Rule that reads only its arguments. One function for all constructs. */
export type BoundRule<F extends object = object> = (from: F, rendering: Rendering) => Iterable<FindingOptions>;

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
  // The state that a rule of a program reads is unknown, so the construct cannot be compared with others.
  bindRule(scope, scope, () => rule());
}

/**
 * Attaches a rule that reads only its arguments to a construct.
 *
 * @param from first argument of the rule
 * @param rule one function for all constructs
 */
export function bindRule<F extends object>(scope: IConstruct, from: F, rule: BoundRule<F>): void {
  const attached = new AttachedRule(scope, from, rule as BoundRule);
  scope.node.addValidation(attached);
  scope.node.addMetadata(RULES, attached);
}

/** The findings of a construct's own rules. */
export function ruleFindings(scope: IConstruct, rendering: Rendering): Finding[] {
  return scope.node.metadata.flatMap(({ type, data }) => (type === RULES ? (data as AttachedRule).findings(rendering) : []));
}

/** A rule, and what it looks at. */
class AttachedRule implements IValidation {
  public constructor(
    private readonly scope: IConstruct,
    private readonly from: object,
    private readonly rule: BoundRule,
  ) {}

  public findings(rendering: Rendering): readonly Finding[] {
    return attempt(() => this.rule(this.from, rendering)).map((finding) => findingAt(this.scope.node.path, finding));
  }

  public validate(): string[] {
    return reportsAsData(this.scope) ? [] : this.findings(new Rendering()).filter(isError).map(describeFinding);
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
