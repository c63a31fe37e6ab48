import type { IConstruct } from 'constructs';

import { describeFinding, findingAt, type Finding, type FindingOptions } from './finding';

/** Looks at a construct and its neighbours and says what is wrong. Pure: it changes nothing and can run any number of times. */
export type Rule = () => Iterable<FindingOptions>;

const rules = new WeakMap<IConstruct, Rule[]>();
const collecting = new WeakMap<IConstruct, object>();

/**
 * Attaches a rule to a construct. Under a `TelemetryNetwork` its findings are collected as data; under any other cdk8s
 * `App` they are validation messages of the construct.
 */
export function addRule(scope: IConstruct, rule: Rule): void {
  const own = rules.get(scope);
  if (own !== undefined) {
    own.push(rule);
    return;
  }
  rules.set(scope, [rule]);
  scope.node.addValidation({
    validate: () => (collecting.has(scope.node.root) ? [] : ruleFindings(scope).filter(isError).map(describeFinding)),
  });
}

/** The findings of a construct's own rules. */
export function ruleFindings(scope: IConstruct): Finding[] {
  const found: Finding[] = [];
  for (const rule of rules.get(scope) ?? []) {
    for (const finding of attempt(rule)) found.push(findingAt(scope.node.path, finding));
  }
  return found;
}

/** Runs a rule. A component of somebody else that throws is a finding of the construct that holds it. */
export function attempt(rule: Rule): readonly FindingOptions[] {
  try {
    return [...rule()];
  } catch (error) {
    const message = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
    return [{ rule: 'render', message, fix: 'mend the component or construct that throws' }];
  }
}

/** Runs `action` while the rules below `root` are collected as data and so keep silent as validation messages. */
export function whileCollecting<T>(root: IConstruct, action: () => T): T {
  collecting.set(root, {});
  try {
    return action();
  } finally {
    collecting.delete(root);
  }
}

/** Whether the rules below this root are being collected as data. */
export function isCollecting(root: IConstruct): boolean {
  return collecting.has(root);
}

/** The run in which a root is being looked at, during which its tree stays as it is: a key for what is made once in it. */
export function tryFindRun(root: IConstruct): object | undefined {
  return collecting.get(root);
}

export function isError(finding: Finding): boolean {
  return finding.severity === 'error';
}
