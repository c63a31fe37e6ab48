import type { ClusterAccess } from '../access';

/** What `k8s_attributes` looks up: pods and what owns them. */
export const POD_OWNERS: readonly ClusterAccess[] = [
  { apiGroups: [''], resources: ['namespaces', 'nodes', 'pods'] },
  { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'] },
];

/** What `kubelet_stats` asks the kubelet for. */
export const NODE_STATS: readonly ClusterAccess[] = [
  { apiGroups: [''], resources: ['nodes/stats', 'nodes/pods'], verbs: ['get'] },
  { apiGroups: [''], resources: ['nodes'] },
];

/** What `k8s_cluster` counts. */
export const WHOLE_CLUSTER: readonly ClusterAccess[] = [
  {
    apiGroups: [''],
    resources: [
      'events',
      'namespaces',
      'nodes',
      'persistentvolumeclaims',
      'persistentvolumes',
      'pods',
      'replicationcontrollers',
      'resourcequotas',
      'services',
    ],
  },
  { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'] },
  { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'] },
  { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'] },
];

/** What the resolver of `load_balancing` watches. */
export const ENDPOINTS: readonly ClusterAccess[] = [
  { apiGroups: [''], resources: ['endpoints'] },
  { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'] },
];

/** What a leader is elected with. */
export const LEASES: readonly ClusterAccess[] = [
  { apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'list', 'patch', 'update', 'watch'] },
];

/** The access to objects that are named one by one. */
export function objectsAccess(objects: readonly { readonly name?: string; readonly group?: string }[]): readonly ClusterAccess[] {
  return objects.flatMap(({ name, group = '' }) => (name === undefined ? [] : [{ apiGroups: [group], resources: [name] }]));
}
