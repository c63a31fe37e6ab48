import { readFileSync } from 'node:fs';
import * as path from 'node:path';

import { parse } from 'yaml';

import type { Finding } from '../../../constructs';
import type { Constraints } from '../../../scripts/import/otelcol/validators';
import { ROOT } from '../../root';

/** Why `validate` may not find a fault that a rule reports. */
export interface Beyond {
  readonly reason: string;
  /** Whether `validate` finds the fault in some components: those that it creates. */
  readonly isFoundAtTimes: boolean;
}

/** Returns why the command `validate` may not find a fault that a rule reports; undefined if it finds the fault. */
export function beyondValidation({ rule, message }: Finding): Beyond | undefined {
  if (rule === 'environment/undefined' && message.includes('node_from_env_var')) return undefined;
  const atTimes = AT_TIMES[rule];
  if (atTimes !== undefined) return { reason: atTimes, isFoundAtTimes: true };
  const reason = RULES[rule] ?? MESSAGES.find(([about, words]) => about === rule && words.test(message))?.[2];
  if (reason !== undefined) return { reason, isFoundAtTimes: false };
  const isOfStart = rule === 'component/options' && atStart().some((words) => message.endsWith(` is refused: it ${words}`));
  return isOfStart ? { reason: 'the component refuses its settings when it is created or started', isFoundAtTimes: true } : undefined;
}

/** Rules about faults that `validate` finds in some components only, with the reason. */
const AT_TIMES: Readonly<Record<string, string | undefined>> = {
  'environment/undefined': 'the collector warns and reads an empty value, which some options accept',
  'endpoint/http': 'only some exporters read the whole address before they start',
  'component/listen-address': 'the collector listens when it starts, and only some components read the address before',
  'endpoint/grpc': 'the exporter reads the port before it starts, and the host when it connects',
};

/** Rules about faults that `validate` does not look for, with the reason. */
const RULES: Readonly<Record<string, string | undefined>> = {
  'environment/not-expanded': 'the collector keeps the text',
  'kubernetes/no-access': 'the cluster decides',
  'secret/in-configuration': 'the collector accepts secrets as texts',
  'receiver/path-not-mounted': 'the pod decides',
  'component/file-not-mounted': 'the collector opens files when it starts',
  'receiver/journalctl': 'the receiver runs journalctl when it starts',
  'component/port-taken': 'the collector listens when it starts',
  'memory-limiter/above-container': 'the pod decides',
  'memory-limiter/missing': 'the collector runs without a limit for its memory',
  'endpoint/plaintext': 'the exporter connects when it starts',
  'endpoint/port-of-another-protocol': 'the exporter connects when it starts',
  'endpoint/signal-path': 'the exporter sends when it has data',
  'exporter/loop': 'the collector does not compare exporters with receivers',
  'exporter/signal-not-received': 'the collector does not compare exporters with receivers',
  'exporter/receiver-secured': 'the collector does not compare exporters with receivers',
  'remote-write/delta': 'the collector does not compare exporters with processors',
  'request/lost': 'the collector does not compare processors with those in front of them',
  'request/metadata-missing': 'the collector does not compare processors with receivers',
};

/** Findings of other rules about faults that `validate` does not look for: rule, words of the message, reason. */
const MESSAGES: readonly (readonly [rule: string, words: RegExp, reason: string])[] = [
  ['component/statement', / of tail_sampling /, 'the processor parses conditions of policies when it starts'],
  ['component/regular-expression', / of tail_sampling /, 'the processor compiles expressions of policies when it starts'],
  ['component/regular-expression', / of cumulative_to_delta /, 'the processor ignores a wrong expression, and converts all metrics'],
  ['component/signal', /only in development/, 'the collector accepts signals that upstream still develops'],
  ['service/telemetry', /^logs\.encoding of /, 'the collector creates the encoder of its logs when it starts'],
  ['service/telemetry', /both listen on port/, 'the collector listens when it starts'],
];

/** Words of the constraints that components check when they are created or started. */
function atStart(): readonly string[] {
  const text = readFileSync(path.join(ROOT, 'scripts', 'import', 'otelcol', 'constraints.yaml'), 'utf8');
  const { definitions, components } = parse(text) as Constraints;
  return [...Object.values(definitions), ...Object.values(components)]
    .flat()
    .filter(({ start }) => start === true)
    .map(({ says }) => says);
}
