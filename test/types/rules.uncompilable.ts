// Severities of rules that there are not or that synthesis depends on, and settings that say too little.
// error: TS2353 ''endpoint/plain-text'' does not exist
// error: TS2353 ''object/duplicate'' does not exist
// error: TS2353 'argument' does not exist
// error: TS2322 Type '"info"' is not assignable to type 'Severity | "off"'
// error: TS2741 Property 'reason' is missing
// error: TS2322 Type 'string' is not assignable to type 'RuleSetting'
import { TelemetryNetwork, type RuleSettings } from '../../constructs';

const reason = 'of this network';
new TelemetryNetwork({ rules: { 'endpoint/plain-text': { severity: 'off', reason } } });
new TelemetryNetwork({ rules: { 'object/duplicate': { severity: 'warning', reason } } });
new TelemetryNetwork({ rules: { argument: { severity: 'off', reason } } });
new TelemetryNetwork({ rules: { 'endpoint/plaintext': { severity: 'info', reason } } });
new TelemetryNetwork({ rules: { 'endpoint/plaintext': { severity: 'off' } } });
new TelemetryNetwork({ rules: { 'endpoint/plaintext': 'off' } });

// This does compile.
export const rules: RuleSettings = {
  'endpoint/plaintext': { severity: 'warning', reason },
  'queue/retry-gives-up': { severity: 'error', reason },
};
