import { describe, expect, it } from 'vitest';

import { EnvironmentSource, k8sAttributesProcessor } from '../../constructs';
import { grantedBy, INFORM, PODS } from './granted';

describe('what k8sAttributesProcessor extracts', () => {
  it.each<[string, Parameters<typeof k8sAttributesProcessor>[0], unknown]>([
    ['pods, if nothing is said', {}, [PODS]],
    ['pods of one namespace', { filter: { namespace: 'shop' } }, [{ ...PODS, in: 'shop' }]],
    ['pods of the cluster where the namespace is known there alone', { filter: { namespace: '${env:SHOP}' } }, [PODS]],
    [
      'ReplicaSets, for the uid of Deployments',
      { extract: { metadata: ['k8s.deployment.uid'] }, filter: { namespace: 'shop' } },
      [
        { ...PODS, in: 'shop' },
        { apiGroups: ['apps'], resources: ['replicasets'], verbs: INFORM, in: 'shop' },
      ],
    ],
    [
      'ReplicaSets, where names of Deployments are not read off theirs',
      { extract: { deploymentNameFromReplicaset: false } },
      [PODS, { apiGroups: ['apps'], resources: ['replicasets'], verbs: INFORM }],
    ],
    [
      'no ReplicaSets for names that are not extracted',
      { extract: { metadata: ['k8s.pod.name'], deploymentNameFromReplicaset: false } },
      [PODS],
    ],
    [
      'the owners that labels and annotations are of',
      {
        extract: {
          labels: [{ key: 'a', from: 'deployment' }, { key: 'b', from: 'pod' }, { key: 'c' }],
          annotations: [
            { key: 'd', from: 'daemonset' },
            { key: 'e', from: 'statefulset' },
            { key: 'f', from: 'job' },
          ],
        },
      },
      [
        PODS,
        { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: INFORM },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM },
      ],
    ],
    [
      'jobs, for the uid of CronJobs',
      { extract: { metadata: ['k8s.cronjob.uid'] } },
      [PODS, { apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM }],
    ],
    [
      'namespaces and nodes of the cluster beside pods of one namespace',
      {
        filter: { namespace: 'shop' },
        extract: { metadata: ['k8s.node.uid', 'k8s.cluster.uid'], labels: [{ key: 'team', from: 'namespace' }] },
      },
      [
        { apiGroups: [''], resources: ['namespaces'], verbs: INFORM },
        { apiGroups: [''], resources: ['nodes'], verbs: INFORM },
        { ...PODS, in: 'shop' },
      ],
    ],
    [
      'one namespace, for the uid of the cluster',
      { extract: { metadata: ['k8s.cluster.uid'] } },
      [{ apiGroups: [''], resources: ['namespaces'], verbs: INFORM, resourceNames: ['kube-system'] }, PODS],
    ],
    ['nothing where pods are not looked up', { passthrough: true }, []],
    ['nothing with a configuration of its own', { authType: 'kubeConfig' }, []],
  ])('lets it read %s', (_, options, rules) => {
    const environment = { SHOP: EnvironmentSource.text('shop') };
    expect(grantedBy((c) => c.traces().process(k8sAttributesProcessor(options)), { environment })).toEqual(rules);
  });
});
