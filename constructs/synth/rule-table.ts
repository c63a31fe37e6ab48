/** How much a finding weighs: an `error` stops synthesis, a `warning` is only reported. */
export type Severity = 'error' | 'warning';

/** What is said of a rule: how much its findings weigh, and whether a network may say otherwise. */
export interface RuleFacts {
  readonly severity: Severity;
  /** Whether synthesis itself depends on it. */
  readonly fixed?: true;
}

const ERROR = { severity: 'error' } as const;
const FIXED = { severity: 'error', fixed: true } as const;
const WARNING = { severity: 'warning' } as const;

/** Every rule with its severity. Each has a page in docs/rules/. */
export const RULES = {
  argument: FIXED,
  schema: ERROR,
  render: FIXED,
  validation: FIXED,
  'object/duplicate': FIXED,
  'object/made-by-operator': ERROR,
  'secret/in-output': FIXED,
  'secret/in-configuration': ERROR,
  'network/empty': FIXED,
  'fleet/file': FIXED,
  'fleet/data': FIXED,
  'generation/unavailable': FIXED,
  'generation/mixed': ERROR,
  'site/name-taken': FIXED,
  'site/one-per-namespace': ERROR,
  'site/edge-ha': ERROR,
  'site/edge-link-access': ERROR,
  'site/ha-ingress': ERROR,
  'site/issuer': ERROR,
  'router-access/name': ERROR,
  'router-access/ports': ERROR,
  'router-access/type': ERROR,
  'link/cost-on-edge': WARNING,
  'link/endpoints': ERROR,
  'link/secret-shared': ERROR,
  'link/several-networks': ERROR,
  'link/host': ERROR,
  'certificate/secret-taken': ERROR,
  'cluster/platform': ERROR,
  'cluster/controller': ERROR,
  'cluster/destination': ERROR,
  'argocd/no-sites': FIXED,
  'argocd/project-taken': ERROR,
  'bootstrap/operator-missing': WARNING,
  'bootstrap/operator-groups': ERROR,
  'skupper/field': ERROR,
  'namespace/pod-security': ERROR,
  'openshift/fixed-user': ERROR,
  'openshift/host-access': ERROR,
  'collector/identity-patched': ERROR,
  'address/not-exposed': ERROR,
  'address/no-route': ERROR,
  'address/receiver-unused': ERROR,
  'address/connections-stay': WARNING,
  'listener/host-taken': ERROR,
  'exporter/unused': ERROR,
  'exporter/other-cluster': ERROR,
  'exporter/signal-not-received': ERROR,
  'exporter/receiver-secured': ERROR,
  'exporter/loop': ERROR,
  'generator/no-receiver': ERROR,
  'generator/other-cluster': ERROR,
  'sidecar/missing': ERROR,
  'instrumentation/no-receiver': ERROR,
  'instrumentation/other-cluster': ERROR,
  'instrumentation/missing': ERROR,
  'instrumentation/no-sidecar': ERROR,
  'instrumentation/containers': ERROR,
  'pipeline/none': ERROR,
  'pipeline/empty': ERROR,
  'pipeline/signal': ERROR,
  'pipeline/undefined-component': ERROR,
  'pipeline/unused-component': ERROR,
  'pipeline/repeated-component': ERROR,
  'pipeline/cycle': ERROR,
  'connector/signals': ERROR,
  'connector/pipelines': ERROR,
  'connector/counts-tries': WARNING,
  'component/conflict': ERROR,
  'component/unknown': ERROR,
  'component/not-in-image': ERROR,
  'component/removed': ERROR,
  'component/deprecated-type': WARNING,
  'component/options': ERROR,
  'component/statement': ERROR,
  'component/signal': ERROR,
  'component/port-taken': ERROR,
  'extension/missing': ERROR,
  'environment/undefined': ERROR,
  'memory-limiter/missing': ERROR,
  'memory-limiter/not-first': ERROR,
  'memory-limiter/above-container': ERROR,
  'queue/above-container': ERROR,
  'queue/above-volume': ERROR,
  'queue/batch-before-persistent': ERROR,
  'queue/held-in-memory': WARNING,
  'queue/held-in-pod': WARNING,
  'queue/outage-not-covered': ERROR,
  'queue/storage': ERROR,
  'queue/volume-shared': ERROR,
  'queue/retry-gives-up': WARNING,
  'endpoint/grpc': ERROR,
  'endpoint/http': ERROR,
  'endpoint/plaintext': ERROR,
  'receiver/sidecar-on-every-interface': ERROR,
  'receiver/udp-policy': ERROR,
  'receiver/path-not-mounted': ERROR,
  'receiver/one-node': WARNING,
  'receiver/several-pods': WARNING,
  'kubernetes/no-access': ERROR,
  'network-policy/workload': WARNING,
  'tail-sampling/replicas': ERROR,
  'span-metrics/one-writer': ERROR,
  'span-metrics/after-sampling': WARNING,
  'remote-write/delta': ERROR,
} as const satisfies Readonly<Record<string, RuleFacts>>;

/** Name of a rule. */
export type RuleId = keyof typeof RULES;

/** Name of a rule whose severity a network may set. */
export type AdjustableRuleId = { [R in RuleId]: (typeof RULES)[R] extends { readonly fixed: true } ? never : R }[RuleId];

/** How much the findings of a rule weigh unless a network says otherwise. Rules of a program's own are errors. */
export function severityOf(rule: string): Severity {
  return tryFindRule(rule)?.severity ?? 'error';
}

/** What is said of a rule, undefined for one of a program's own. */
export function tryFindRule(rule: string): RuleFacts | undefined {
  return Object.hasOwn(RULES, rule) ? RULES[rule as RuleId] : undefined;
}

/** What a network says of a rule, and why. */
export interface RuleSetting {
  /** `error` stops synthesis, `warning` is printed and stops nothing, `off` is silent. */
  readonly severity: Severity | 'off';
  /** Why the rule does not hold here: for whoever reads the program later. */
  readonly reason: string;
}

/** Severities that a network sets, by rule. */
export type RuleSettings = Readonly<Partial<Record<AdjustableRuleId, RuleSetting>>>;
