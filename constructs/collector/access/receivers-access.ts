import type {
  K8sClusterReceiverOptions,
  K8sEventsReceiverOptions,
  K8sObjectsReceiverOptions,
  KubeletStatsReceiverOptions,
} from '../../../imports/otelcol/receivers';
import type { ClusterAccess } from '../pods/access';
import { inNamespaces, INFORM, usesAccount } from './kubernetes-access';

type Metrics = Readonly<Record<string, { readonly enabled?: boolean }>> | undefined;

/** Groups of the kinds of Kubernetes that are not of the core group, for objects that are named without one. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  apps: ['controllerrevisions', 'daemonsets', 'deployments', 'replicasets', 'statefulsets'],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'discovery.k8s.io': ['endpointslices'],
  'networking.k8s.io': ['ingressclasses', 'ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
  'rbac.authorization.k8s.io': ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'],
  'storage.k8s.io': ['csidrivers', 'storageclasses', 'volumeattachments'],
};

/**
 * What `k8s_cluster` counts: of the whole cluster, or of some namespaces without what belongs to none. Volumes and their claims are
 * watched for their metrics and for metadata alone.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/k8sclusterreceiver#rbac
 */
export function clusterAccess(options: K8sClusterReceiverOptions): readonly ClusterAccess[] {
  if (!usesAccount(options.authType)) return [];
  const { distribution, metadataExporters = [], metrics } = options;
  const single = options.namespace === undefined || options.namespace === '' ? [] : [options.namespace];
  const namespaces = options.namespaces !== undefined && options.namespaces.length > 0 ? options.namespaces : single;
  const isCounted = (prefix: string): boolean => metadataExporters.length > 0 || isEnabled(metrics, (name) => name.startsWith(prefix));
  const claims = isCounted('k8s.persistentvolumeclaim.') ? ['persistentvolumeclaims'] : [];
  const volumes = isCounted('k8s.persistentvolume.') ? ['persistentvolumes'] : [];
  const endpoints = isEnabled(metrics, (name) => name === 'k8s.service.endpoint.count');
  const namespaced: readonly ClusterAccess[] = [
    { apiGroups: [''], resources: ['pods', 'replicationcontrollers', 'resourcequotas', 'services', ...claims], verbs: INFORM },
    { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'replicasets', 'statefulsets'], verbs: INFORM },
    { apiGroups: ['batch'], resources: ['cronjobs', 'jobs'], verbs: INFORM },
    { apiGroups: ['autoscaling'], resources: ['horizontalpodautoscalers'], verbs: INFORM },
    ...(endpoints ? [{ apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM }] : []),
  ];
  if (namespaces.length > 0) return inNamespaces(namespaces, namespaced);
  const quotas: ClusterAccess = { apiGroups: ['quota.openshift.io'], resources: ['clusterresourcequotas'], verbs: INFORM };
  return [
    ...namespaced,
    { apiGroups: [''], resources: ['namespaces', 'nodes', ...volumes], verbs: INFORM },
    ...(distribution === 'openshift' ? [quotas] : []),
  ];
}

/**
 * What `k8s_events` watches: events, by either of the groups that serve them.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/k8seventsreceiver#rbac
 */
export function eventsAccess(options: K8sEventsReceiverOptions): readonly ClusterAccess[] {
  if (!usesAccount(options.authType)) return [];
  return inNamespaces(options.namespaces, [{ apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: INFORM }]);
}

/**
 * What `k8s_objects` reads: the objects it names, in the namespaces it names. Watching begins with a list.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/k8sobjectsreceiver#rbac
 */
export function objectsAccess({ authType, objects = [] }: K8sObjectsReceiverOptions): readonly ClusterAccess[] {
  if (!usesAccount(authType)) return [];
  return objects.flatMap(({ name, group, mode, namespaces }) => {
    if (name === undefined) return [];
    const found = Object.keys(GROUPS).find((known) => GROUPS[known]?.includes(name));
    const verbs = mode === 'watch' ? INFORM : ['list'];
    return inNamespaces(namespaces, [{ apiGroups: [group ?? found ?? ''], resources: [name], verbs }]);
  });
}

/**
 * What `kubelet_stats` asks the kubelet for, which asks the API server whether it may; and what it looks up in the API itself, if told to:
 * the node for shares of what it has, volumes behind claims.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/receiver/kubeletstatsreceiver#role-based-access-control
 */
export function kubeletAccess(options: KubeletStatsReceiverOptions): readonly ClusterAccess[] {
  const { authType, extraMetadataLabels = [], metrics, k8sApiConfig } = options;
  const asksPods = extraMetadataLabels.length > 0 || isEnabled(metrics, (name) => /_(limit|request)_utilization$/.test(name));
  const kubelet: ClusterAccess = {
    apiGroups: [''],
    resources: asksPods ? ['nodes/pods', 'nodes/stats'] : ['nodes/stats'],
    verbs: ['get'],
  };
  const asksApi = k8sApiConfig !== undefined && usesAccount(k8sApiConfig.authType);
  const asksNode = asksApi && isEnabled(metrics, (name) => name.endsWith('.node.utilization'));
  const asksVolumes = asksApi && extraMetadataLabels.includes('k8s.volume.type');
  return [
    ...(usesAccount(authType) ? [kubelet] : []),
    ...(asksNode ? [{ apiGroups: [''], resources: ['nodes'], verbs: INFORM }] : []),
    ...(asksVolumes ? [{ apiGroups: [''], resources: ['persistentvolumeclaims', 'persistentvolumes'], verbs: ['get'] }] : []),
  ];
}

function isEnabled(metrics: Metrics, isMeant: (name: string) => boolean): boolean {
  return Object.entries(metrics ?? {}).some(([name, { enabled }]) => enabled === true && isMeant(name));
}
