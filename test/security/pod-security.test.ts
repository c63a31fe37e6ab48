import { describe, expect, it } from 'vitest';

import { partsOf } from '../../constructs/security/pod-parts';
import { podSecurityFaults, strictestLevel } from '../../constructs/security/pod-security';
import { podsOf } from '../../constructs/security/pods-of';
import { PODS } from './pods';

const [{ pod: careful }] = PODS as [(typeof PODS)[number]];

// That admission of a real API server says the same is test/cluster/control-plane.cluster.ts.
describe('a pod', () => {
  it.each(PODS)('$title passes $passes and nothing stricter', ({ pod, passes }) => {
    expect(strictestLevel(podSecurityFaults(partsOf(pod)))).toBe(passes);
  });

  it('is refused for containers that debug it too', () => {
    const spec = { ...careful.spec, ephemeralContainers: [{ name: 'debug', securityContext: { privileged: true } }] };
    expect(podSecurityFaults(partsOf({ spec }))).toContainEqual({
      level: 'baseline',
      at: 'spec.ephemeralContainers.0.securityContext.privileged',
      message: expect.stringContaining('privileged') as unknown,
    });
  });

  it('of Windows that runs on its node is refused even where it shares no network', () => {
    const context = { windowsOptions: { hostProcess: true } };
    const faults = podSecurityFaults(partsOf({ spec: { ...careful.spec, securityContext: context } }));
    expect(faults.map(({ at }) => at)).toContain('spec.securityContext.windowsOptions.hostProcess');
  });

  it.each([
    ['Pod', 'v1', (template: object) => template, 'spec.hostPID'],
    ['ReplicationController', 'v1', (template: object) => ({ spec: { template } }), 'spec.template.spec.hostPID'],
    ['Deployment', 'apps/v1', (template: object) => ({ spec: { template } }), 'spec.template.spec.hostPID'],
    ['StatefulSet', 'apps/v1', (template: object) => ({ spec: { template } }), 'spec.template.spec.hostPID'],
    ['DaemonSet', 'apps/v1', (template: object) => ({ spec: { template } }), 'spec.template.spec.hostPID'],
    ['ReplicaSet', 'apps/v1', (template: object) => ({ spec: { template } }), 'spec.template.spec.hostPID'],
    ['Job', 'batch/v1', (template: object) => ({ spec: { template } }), 'spec.template.spec.hostPID'],
    [
      'CronJob',
      'batch/v1',
      (template: object) => ({ spec: { jobTemplate: { spec: { template } } } }),
      'spec.jobTemplate.spec.template.spec.hostPID',
    ],
    [
      'OpenTelemetryCollector',
      'opentelemetry.io/v1beta1',
      () => ({ spec: { hostPID: true, securityContext: careful.spec['containers'] } }),
      'spec.hostPID',
    ],
  ])('of a %s is found where it stands', (kind, apiVersion, make, field) => {
    const object = { apiVersion, kind, ...make({ spec: { ...careful.spec, hostPID: true } }), metadata: { name: 'a' } };
    const faults = podsOf(object).flatMap((pod) => podSecurityFaults(pod));
    expect(faults.filter(({ level }) => level === 'baseline').map(({ at }) => at)).toEqual([field]);
  });

  it('that the operator makes has what its resource says of it, target allocator and further containers too', () => {
    const spec = {
      securityContext: { privileged: true },
      podSecurityContext: { runAsUser: 0 },
      ports: [
        { name: 'a', port: 1 },
        { name: 'b', port: 2, hostPort: 2 },
      ],
      volumes: [{ name: 'a', hostPath: { path: '/' } }],
      lifecycle: { preStop: { httpGet: { host: 'a', port: 1 } } },
      initContainers: [{ securityContext: { privileged: true } }],
      additionalContainers: [{ securityContext: { privileged: true } }],
      podAnnotations: { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' },
      targetAllocator: { enabled: true, securityContext: { privileged: true } },
    };
    const json = { apiVersion: 'opentelemetry.io/v1beta1', kind: 'OpenTelemetryCollector', metadata: { name: 'a' }, spec };
    const faults = podsOf(json).flatMap((pod) => podSecurityFaults(pod));
    expect(faults.filter(({ level }) => level === 'baseline').map(({ at }) => at)).toEqual([
      'spec.securityContext.privileged',
      'spec.initContainers.0.securityContext.privileged',
      'spec.additionalContainers.0.securityContext.privileged',
      'spec.volumes.0.hostPath',
      'spec.ports.1.hostPort',
      'spec.lifecycle.preStop.httpGet.host',
      'spec.podAnnotations.container.apparmor.security.beta.kubernetes.io/a',
      'spec.targetAllocator.securityContext.privileged',
    ]);
    expect(faults.map(({ at }) => at)).toContain('spec.podSecurityContext.runAsUser');
  });
});
