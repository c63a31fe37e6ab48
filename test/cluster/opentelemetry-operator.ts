import type { ControlPlane } from './control-plane';
import { OperatorProcess } from './operator-process';

/** Starts the real OpenTelemetry operator, with its webhooks for collectors, agents and pods. */
export function startOpenTelemetryOperator(plane: ControlPlane): Promise<OperatorProcess> {
  return OperatorProcess.start(plane, {
    name: 'opentelemetry-operator',
    args: ({ health, webhook }) => [
      ...['--health-probe-addr', `127.0.0.1:${String(health)}`, '--webhook-port', String(webhook)],
      ...['--metrics-addr', '0', '--metrics-secure=false', '--enable-go-instrumentation'],
    ],
    watched: [
      { group: 'opentelemetry.io', version: 'v1beta1', kind: 'opentelemetrycollector', verbs: ['mutate', 'validate'] },
      { group: 'opentelemetry.io', version: 'v1alpha1', kind: 'instrumentation', verbs: ['mutate', 'validate'] },
      { group: '', version: 'v1', kind: 'pod', verbs: ['mutate'] },
    ],
  });
}
