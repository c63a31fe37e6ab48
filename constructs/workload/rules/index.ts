import { generatorNoReceiver } from './generator-no-receiver';
import { generatorOtherCluster } from './generator-other-cluster';
import { instrumentationNoReceiver } from './instrumentation-no-receiver';
import { instrumentationOtherCluster } from './instrumentation-other-cluster';

/** Rules of an auto-instrumentation, for `bindRules`. */
export const AGENT_RULES = [instrumentationNoReceiver, instrumentationOtherCluster] as const;

/** Rules of a trace generator, for `bindRules`. */
export const GENERATOR_RULES = [generatorNoReceiver, generatorOtherCluster] as const;

/** All rules of workloads. */
export const WORKLOAD_RULES = [...AGENT_RULES, ...GENERATOR_RULES] as const;
