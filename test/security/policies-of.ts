import { expect } from 'vitest';

import type { TelemetryNetwork } from '../../constructs';
import { objectsOf, type KubeObject } from '../helpers';
import { allows, type Party, type Pod, type Policy } from './policy-evaluator';

export const policiesOf = (app: TelemetryNetwork): readonly Policy[] =>
  objectsOf(app).filter(({ kind }) => kind === 'NetworkPolicy') as readonly Policy[];
export const policyOf = (app: TelemetryNetwork, name: string): KubeObject & Policy =>
  (objectsOf(app).find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name) ??
    expect.fail(`no policy ${name}`)) as KubeObject & Policy;
export const namesOf = (app: TelemetryNetwork): readonly string[] =>
  policiesOf(app).map(({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`);

export const collectorPod = (name: string, namespace = 'telemetry'): Pod => ({
  name,
  namespace,
  labels: { 'app.kubernetes.io/component': 'opentelemetry-collector', 'app.kubernetes.io/instance': `${namespace}.${name}` },
});
export const router: Pod = {
  name: 'skupper-router',
  namespace: 'telemetry',
  labels: { application: 'skupper-router', 'skupper.io/component': 'router' },
};
export const podWith = (labels: Record<string, string>, namespace = 'telemetry'): Pod => ({ name: 'pod', namespace, labels });
export const injected = (namespace = 'telemetry'): Pod => podWith({ 'sidecar.opentelemetry.io/injected': 'telemetry.agent' }, namespace);
export const [neighbour, stranger] = [podWith({ app: 'neighbour' }), podWith({ app: 'stranger' }, 'strangers')];
export const WORLD = { address: '203.0.113.99' };
/** What the neighbour is let out to is not asked here. */
const OPEN_NEIGHBOUR: Policy = {
  metadata: { name: 'neighbour', namespace: 'telemetry' },
  spec: { podSelector: { matchLabels: { app: 'neighbour' } }, policyTypes: ['Egress'], egress: [{}] },
};

/** Who of them reaches a port. */
export function reaching(
  app: TelemetryNetwork,
  to: Party,
  port: number,
  from: Readonly<Record<string, Party>>,
  protocol?: 'UDP',
): readonly string[] {
  const policies = [...policiesOf(app), OPEN_NEIGHBOUR];
  return Object.keys(from).filter((name) => allows(policies, { from: from[name] ?? WORLD, to, port, protocol }));
}
