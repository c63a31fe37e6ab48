import type { IConstruct, IValidation } from 'constructs';

import type { ConstructCheck, DefinedRule, Fault } from './define-rule';
import { describeFinding, findingAt, type Finding, type FindingOptions } from './finding';
import { Rendering } from './rendering';
import { render } from './rules/render';

/** Looks at a construct and its neighbours and says what is wrong. Pure: it changes nothing and can run any number of times. */
export type Rule = () => Iterable<FindingOptions>;

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
  attach(scope, new ProgramRule(scope, rule));
}

/**
 * Attaches rules of this package to a construct.
 *
 * @param from first argument of their checks
 */
export function bindRules<F extends object>(scope: IConstruct, from: F, rules: readonly DefinedRule<string, ConstructCheck<F>>[]): void {
  attach(scope, new BoundRules(scope, from, rules as readonly DefinedRule<string, ConstructCheck<object>>[]));
}

/** The findings of a construct's own rules. */
export function ruleFindings(scope: IConstruct, rendering: Rendering): Finding[] {
  return scope.node.metadata.flatMap(({ type, data }) => (type === RULES ? (data as AttachedRules).findings(rendering) : []));
}

/** Returns what a rule reports. If its check throws, for example in a component of the program, that is the finding. */
export function runRule<C>(rule: DefinedRule<string, C>, run: (check: C) => Iterable<Fault>): readonly FindingOptions[] {
  return attempt(() => Array.from(run(rule.check), (fault) => rule.report(fault)));
}

export function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}

function attach(scope: IConstruct, rules: AttachedRules): void {
  scope.node.addValidation(rules);
  scope.node.addMetadata(RULES, rules);
}

/** Rules of a construct, and what they check. */
abstract class AttachedRules implements IValidation {
  public constructor(protected readonly scope: IConstruct) {}

  public findings(rendering: Rendering): readonly Finding[] {
    return this.run(rendering).map((finding) => findingAt(this.scope.node.path, finding));
  }

  public validate(): string[] {
    return reportsAsData(this.scope) ? [] : this.findings(new Rendering()).filter(isError).map(describeFinding);
  }

  protected abstract run(rendering: Rendering): readonly FindingOptions[];
}

class BoundRules extends AttachedRules {
  public constructor(
    scope: IConstruct,
    private readonly from: object,
    private readonly rules: readonly DefinedRule<string, ConstructCheck<object>>[],
  ) {
    super(scope);
  }

  protected run(rendering: Rendering): readonly FindingOptions[] {
    return this.rules.flatMap((rule) => runRule(rule, (check) => check(this.from, rendering)));
  }
}

class ProgramRule extends AttachedRules {
  public constructor(
    scope: IConstruct,
    private readonly rule: Rule,
  ) {
    super(scope);
  }

  protected run(): readonly FindingOptions[] {
    return attempt(this.rule);
  }
}

function attempt(rule: () => Iterable<FindingOptions>): readonly FindingOptions[] {
  try {
    return [...rule()];
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
    return [render.report({ message, fix: 'mend the component or construct that throws' })];
  }
}
