import type { OutputObject } from './outputs';

/** Where spans are kept. */
export type LegacyStorage = 'memory' | 'badger';

export const JAEGER_NAME = 'jaeger-skupper';
export const JAEGER_IMAGE = 'jaegertracing/all-in-one:1.62.0';

/** The Jaeger resource of the legacy generation, in a place of its own until the construct's output stands here. */
export function legacyJaeger(namespace: string, storage: LegacyStorage = 'memory'): OutputObject {
  return {
    apiVersion: 'jaegertracing.io/v1',
    kind: 'Jaeger',
    metadata: { name: JAEGER_NAME, namespace },
    spec: {
      strategy: 'allinone',
      ingress: { enabled: false, security: 'none' },
      allInOne: { image: JAEGER_IMAGE },
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
      securityContext: {
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
        ...(storage === 'badger' && { fsGroup: 10001 }),
      },
      containerSecurityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
      ...(storage === 'memory'
        ? { storage: { type: 'memory', options: { memory: { 'max-traces': 25000 } } } }
        : {
            storage: {
              type: 'badger',
              options: {
                badger: {
                  ephemeral: false,
                  'directory-key': '/badger/key',
                  'directory-value': '/badger/data',
                  'span-store-ttl': '72h0m0s',
                },
              },
            },
            volumes: [{ name: 'badger', persistentVolumeClaim: { claimName: `${JAEGER_NAME}-badger` } }],
            volumeMounts: [{ name: 'badger', mountPath: '/badger' }],
          }),
    },
  };
}
