import type { ResourceDetectionProcessorOptions } from '../../../imports/otelcol/processors';
import type { ClusterAccess } from '../pods/access';
import { usesAccount } from './kubernetes-access';

/** The namespace whose uid is that of its cluster. */
const KUBE_SYSTEM: ClusterAccess = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] };
const NODE: ClusterAccess = { apiGroups: [''], resources: ['nodes'], verbs: ['get'] };

/**
 * What the detectors of `resource_detection` ask the Kubernetes API for: each for what it is about, by name.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/processor/resourcedetectionprocessor
 */
export function detectionAccess(options: ResourceDetectionProcessorOptions): readonly ClusterAccess[] {
  const { detectors = [], k8sApi, k8snode, kubeadm, openshift } = options;
  return detectors.flatMap((detector): readonly ClusterAccess[] => {
    switch (detector) {
      case 'k8s_api':
        return ofNode(k8sApi);
      case 'k8snode':
        return ofNode(k8snode);
      case 'eks':
        return [NODE];
      case 'kubeadm':
        return usesAccount(kubeadm?.authType) ? ofKubeadm(kubeadm) : [];
      case 'openshift':
        return openshift?.token === undefined
          ? [{ apiGroups: ['config.openshift.io'], resources: ['infrastructures'], resourceNames: ['cluster'], verbs: ['get'] }]
          : [];
      default:
        return [];
    }
  });
}

function ofNode(options: ResourceDetectionProcessorOptions['k8sApi']): readonly ClusterAccess[] {
  if (!usesAccount(options?.authType)) return [];
  return options?.resourceAttributes?.['k8s.cluster.uid']?.enabled === false ? [NODE] : [NODE, KUBE_SYSTEM];
}

function ofKubeadm(options: ResourceDetectionProcessorOptions['kubeadm']): readonly ClusterAccess[] {
  const isWanted = (attribute: 'k8s.cluster.name' | 'k8s.cluster.uid'): boolean =>
    options?.resourceAttributes?.[attribute]?.enabled !== false;
  const settings: ClusterAccess = { apiGroups: [''], resources: ['configmaps'], resourceNames: ['kubeadm-config'], verbs: ['get'] };
  return [
    ...(isWanted('k8s.cluster.name') ? [{ ...settings, namespace: 'kube-system' }] : []),
    ...(isWanted('k8s.cluster.uid') ? [{ ...KUBE_SYSTEM, namespace: 'kube-system' }] : []),
  ];
}
