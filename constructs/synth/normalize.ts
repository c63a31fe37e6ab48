import { groupKind, SYNC_WAVE, syncWave } from './phase';
import type { ManifestJson } from './schema';

const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'Namespace',
  'Node',
  'PersistentVolume',
  'APIService.apiregistration.k8s.io',
  'CSIDriver.storage.k8s.io',
  'ClusterIssuer.cert-manager.io',
  'ClusterRole.rbac.authorization.k8s.io',
  'ClusterRoleBinding.rbac.authorization.k8s.io',
  'CustomResourceDefinition.apiextensions.k8s.io',
  'GatewayClass.gateway.networking.k8s.io',
  'IngressClass.networking.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io',
  'PriorityClass.scheduling.k8s.io',
  'RuntimeClass.node.k8s.io',
  'SecurityContextConstraints.security.openshift.io',
  'StorageClass.storage.k8s.io',
  'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
  'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
  'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
]);

/** What cdk8s leaves undone for objects that are not ours: no namespace where a kind has none, a sync wave everywhere. */
export function normalize(json: ManifestJson): ManifestJson {
  const { apiVersion, kind } = json;
  const { namespace, ...metadata } = json.metadata;
  const scoped = namespace !== undefined && !CLUSTER_SCOPED.has(groupKind(apiVersion, kind));
  const annotations = { [SYNC_WAVE]: syncWave(apiVersion, kind), ...metadata.annotations };
  return { ...json, metadata: { ...metadata, ...(scoped && { namespace }), annotations } };
}
