import type { K8sLeaderElectorExtensionOptions, K8sObserverExtensionOptions } from '../../../imports/otelcol/extensions';
import { isDnsLabel } from '../../synth/argument';
import { OWN_NAMESPACE, type ClusterAccess } from '../pods/access';

/** What an informer does, which most components read the API by. */
export const INFORM = ['list', 'watch'] as const;

/** Whether a component comes to the API with the token of the service account, and not with a configuration of its own or none. */
export function usesAccount(authType: string | undefined): boolean {
  return authType === undefined || authType === 'serviceAccount';
}

/** The same for settings as the collector reads them: no other way to authenticate is set, and no token. */
export function usesToken({ auth_type: authType = 'serviceAccount', token }: Readonly<Record<string, unknown>>): boolean {
  return authType === 'serviceAccount' && token === undefined;
}

/** Access in some namespaces alone; of the whole cluster where none are named, or one is known in the cluster only (`${env:…}`). */
export function inNamespaces(namespaces: readonly string[] | undefined, access: readonly ClusterAccess[]): readonly ClusterAccess[] {
  if (namespaces === undefined || namespaces.length === 0 || !namespaces.every(isDnsLabel)) return access;
  return namespaces.flatMap((namespace) => access.map((one) => ({ ...one, namespace })));
}

/**
 * What the resolver of `load_balancing` watches: slices of the Service's namespace, which is its second part or that of the collector.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/exporter/loadbalancingexporter#configuration
 */
export function endpointsAccess(service = ''): readonly ClusterAccess[] {
  const [, namespace] = service.split('.');
  const slices: ClusterAccess = { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM };
  return namespace === undefined ? [{ ...slices, namespace: OWN_NAMESPACE }] : inNamespaces([namespace], [slices]);
}

/**
 * What a leader is elected with: its lease, which it makes, reads and renews.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/extension/k8sleaderelector#suggested-rbac
 */
export function leaseAccess(options: K8sLeaderElectorExtensionOptions): readonly ClusterAccess[] {
  if (!usesAccount(options.authType)) return [];
  const leases = { apiGroups: ['coordination.k8s.io'], resources: ['leases'] };
  return inNamespaces(
    [options.leaseNamespace],
    [
      { ...leases, verbs: ['create'] },
      { ...leases, verbs: ['get', 'update'], ...(isDnsLabel(options.leaseName) && { resourceNames: [options.leaseName] }) },
    ],
  );
}

/**
 * What `k8s_observer` watches: pods unless told otherwise, and what else it is told to.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.158.0/extension/observer/k8sobserver
 */
export function observerAccess(options: K8sObserverExtensionOptions): readonly ClusterAccess[] {
  if (!usesAccount(options.authType)) return [];
  const { observePods = true, observeServices, observeIngresses, observeNodes, namespaces } = options;
  const core = [...(observePods ? ['pods'] : []), ...(observeServices === true ? ['services'] : [])];
  const namespaced: readonly ClusterAccess[] = [
    ...(core.length > 0 ? [{ apiGroups: [''], resources: core, verbs: INFORM }] : []),
    ...(observeIngresses === true ? [{ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: INFORM }] : []),
  ];
  const nodes: ClusterAccess = { apiGroups: [''], resources: ['nodes'], verbs: INFORM };
  return [...inNamespaces(namespaces, namespaced), ...(observeNodes === true ? [nodes] : [])];
}
