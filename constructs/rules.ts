import { BOOTSTRAP_RULES } from './bootstrap/rules';
import { COLLECTOR_RULES } from './collector/rules';
import { FLEET_RULES } from './fleet/rules';
import { GITOPS_RULES } from './gitops/rules';
import { SITE_RULES } from './sites/rules';
import { SKUPPER_RULES } from './skupper/rules';
import { SYNTH_RULES } from './synth/rules';
import { WORKLOAD_RULES } from './workload/rules';

/** All rules of this package. */
export const RULES = [
  ...SYNTH_RULES,
  ...FLEET_RULES,
  ...SKUPPER_RULES,
  ...COLLECTOR_RULES,
  ...WORKLOAD_RULES,
  ...SITE_RULES,
  ...GITOPS_RULES,
  ...BOOTSTRAP_RULES,
] as const;

/** Name of a rule. */
export type RuleId = (typeof RULES)[number]['id'];

/** Name of a rule whose severity a network may set. */
export type AdjustableRuleId = Extract<(typeof RULES)[number], { readonly fixed: false }>['id'];
