import { describe, expect, it } from 'vitest';

import type { KubeObject } from '../../../ops/cluster/kube-object';
import { describeJaeger } from '../../../ops/status/describe-workload';
import { judge } from '../../../ops/status/object-state';
import { SiteSnapshot } from '../../../ops/status/site-snapshot';
import { readinessOf } from '../../../constructs/synth/readiness';

const API = 'jaegertracing.io/v1';
const metadata = { name: 'jaeger', namespace: 'n' };

/** What is told of a Jaeger. @param available pods of its Deployment; undefined where that was not looked at */
function told(phase: string, available?: number): unknown {
  const jaeger: KubeObject = { apiVersion: API, kind: 'Jaeger', metadata, status: { phase, version: '1.65.0' } };
  const snapshot = new SiteSnapshot('context');
  if (available !== undefined) {
    const deployment: KubeObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata, status: { availableReplicas: available } };
    snapshot.remember({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'n' }, [deployment]);
  }
  const readiness = readinessOf(API, 'Jaeger') ?? expect.fail();
  return describeJaeger(jaeger, judge(jaeger, { 'Jaeger.jaegertracing.io': readiness }), snapshot);
}

describe('the status of a Jaeger of its operator', () => {
  it('is that of its pods, of which its operator says nothing', () => {
    expect(told('Running', 1)).toMatchObject({ state: 'ok', text: 'Jaeger 1.65.0' });
    expect(told('Running', 0)).toMatchObject({ state: 'waiting', text: 'none of its pods is available' });
    expect(told('Running')).toMatchObject({ state: 'ok' });
    expect(told('Failed', 1)).toMatchObject({ state: 'error' });
    expect(told('')).toMatchObject({ state: 'waiting', text: 'its operator has not made it yet' });
  });
});
