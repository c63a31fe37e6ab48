import type { K8sAttributesProcessorOptions } from '../../../imports/otelcol/processors';
import type { ClusterAccess } from '../pods/access';
import { inNamespaces, INFORM, usesAccount } from './kubernetes-access';

/**
 * What `k8s_attributes` watches: pods, and of their owners, namespaces and nodes only what is extracted. Names of Deployments and
 * CronJobs are read off those of ReplicaSets and Jobs, unless that is switched off.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/processor/k8sattributesprocessor#role-based-access-control
 */
export function attributesAccess(options: K8sAttributesProcessorOptions): readonly ClusterAccess[] {
  const { authType, passthrough, extract = {}, filter } = options;
  if (passthrough === true || !usesAccount(authType)) return [];
  const { metadata, deploymentNameFromReplicaset, labels = [], annotations = [] } = extract;
  const from = new Set([...labels, ...annotations].map((field) => field.from ?? 'pod'));
  // Without a list, the names of pod, namespace, node and Deployment are, and no uid but the pod's.
  const isWanted = (attribute: string): boolean => metadata?.includes(attribute) ?? attribute === 'k8s.deployment.name';
  const asksReplicaSets =
    isWanted('k8s.deployment.uid') || from.has('deployment') || (isWanted('k8s.deployment.name') && deploymentNameFromReplicaset === false);
  const apps = [
    ...(asksReplicaSets ? ['replicasets'] : []),
    ...['deployment', 'statefulset', 'daemonset'].flatMap((owner) => (from.has(owner) ? [`${owner}s`] : [])),
  ];
  const hasJobs = isWanted('k8s.cronjob.uid') || from.has('job');
  const namespaced: readonly ClusterAccess[] = [
    { apiGroups: [''], resources: ['pods'], verbs: INFORM },
    ...(apps.length > 0 ? [{ apiGroups: ['apps'], resources: apps, verbs: INFORM }] : []),
    ...(hasJobs ? [{ apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM }] : []),
  ];
  const namespaces: ClusterAccess = { apiGroups: [''], resources: ['namespaces'], verbs: INFORM };
  const ofCluster: readonly ClusterAccess[] = [
    ...(from.has('namespace') ? [namespaces] : []),
    // The uid of a cluster is that of this namespace.
    ...(isWanted('k8s.cluster.uid') && !from.has('namespace') ? [{ ...namespaces, resourceNames: ['kube-system'] }] : []),
    ...(isWanted('k8s.node.uid') || from.has('node') ? [{ apiGroups: [''], resources: ['nodes'], verbs: INFORM }] : []),
  ];
  return [...inNamespaces(filter?.namespace === undefined ? [] : [filter.namespace], namespaced), ...ofCluster];
}
