import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

import { parseAllDocuments } from 'yaml';

import type { ControlPlane } from './control-plane';
import { OperatorProcess } from './operator-process';
import { program } from './programs';

/** What the operator calls itself where it marks what it manages. */
export const OPERATOR_IDENTITY = 'observability.jaeger-operator';

/** Starts the real Jaeger operator, with its webhooks for Jaeger resources. */
export function startJaegerOperator(plane: ControlPlane): Promise<OperatorProcess> {
  return OperatorProcess.start(plane, {
    name: 'jaeger-operator',
    args: ({ health, metrics, webhook }) => [
      ...['start', '--health-probe-bind-address', `127.0.0.1:${String(health)}`, '--webhook-bind-port', String(webhook)],
      ...['--metrics-host', '127.0.0.1', '--metrics-port', String(metrics)],
    ],
    // Empty is all namespaces. Of the other two it makes its identity.
    env: { WATCH_NAMESPACE: '', POD_NAMESPACE: 'observability', OPERATOR_NAME: 'jaeger-operator' },
    watched: [{ group: 'jaegertracing.io', version: 'v1', kind: 'jaeger', verbs: ['mutate', 'validate'] }],
  });
}

/** An object that the operator makes. */
export interface OperatorObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

/** What the operator makes of a Jaeger resource, by its own command and without an API server. */
export function operatorObjects(jaeger: unknown, platform: 'kubernetes' | 'openshift' = 'kubernetes'): readonly OperatorObject[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'jaeger-generate-'));
  try {
    const [resource, output] = [path.join(folder, 'jaeger.json'), path.join(folder, 'objects.yaml')];
    writeFileSync(resource, JSON.stringify(jaeger));
    execFileSync(program('jaeger-operator'), ['generate', '--platform', platform, '--cr', resource, '--output', output], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, HOME: folder },
      timeout: 60_000,
    });
    return parseAllDocuments(readFileSync(output, 'utf8')).map((document) => document.toJS() as OperatorObject);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
