import type { OpsFault } from '../../ops-finding';
import type { OpsRuleId } from '../../ops-rules';

/** Returns the fault for an object or setting that the user may not read. */
export function unknown(rule: OpsRuleId, location: string, message: string): OpsFault {
  const fix = 'ask for a role that may look (docs/commands.md), or ask somebody who has one';
  return { severity: 'unknown', rule, location, message, fix };
}
