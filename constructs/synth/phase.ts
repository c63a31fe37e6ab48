/**
 * The order in which the objects of a site are applied: prefix of the file name and Argo CD sync wave. This is the only
 * table of such numbers.
 *
 * Nothing waits for the last phase: a link or listener becomes ready only with the other cluster, and an edge has to
 * start while its hub is down.
 */
export enum Phase {
  NAMESPACE = 0,
  ACCESS = 10,
  SITE = 20,
  COLLECTOR = 30,
  WORKLOAD = 40,
  LINK = 50,
}

const PHASES: Readonly<Record<string, Phase | undefined>> = {
  Namespace: Phase.NAMESPACE,
  'CustomResourceDefinition.apiextensions.k8s.io': Phase.NAMESPACE,

  'PriorityClass.scheduling.k8s.io': Phase.NAMESPACE,
  'StorageClass.storage.k8s.io': Phase.NAMESPACE,
  'SecurityContextConstraints.security.openshift.io': Phase.NAMESPACE,

  ConfigMap: Phase.ACCESS,
  Secret: Phase.ACCESS,
  ServiceAccount: Phase.ACCESS,
  LimitRange: Phase.ACCESS,
  ResourceQuota: Phase.ACCESS,
  PersistentVolumeClaim: Phase.ACCESS,
  'Role.rbac.authorization.k8s.io': Phase.ACCESS,
  'RoleBinding.rbac.authorization.k8s.io': Phase.ACCESS,
  'ClusterRole.rbac.authorization.k8s.io': Phase.ACCESS,
  'ClusterRoleBinding.rbac.authorization.k8s.io': Phase.ACCESS,
  'NetworkPolicy.networking.k8s.io': Phase.ACCESS,
  'Certificate.cert-manager.io': Phase.ACCESS,
  'Issuer.cert-manager.io': Phase.ACCESS,
  'ClusterIssuer.cert-manager.io': Phase.ACCESS,

  // What OLM finds an operator by, then what asks for it.
  'CatalogSource.operators.coreos.com': Phase.ACCESS,
  'OperatorGroup.operators.coreos.com': Phase.ACCESS,
  'Subscription.operators.coreos.com': Phase.SITE,

  // What limits Applications, then how their health is judged, then themselves.
  'AppProject.argoproj.io': Phase.NAMESPACE,
  'Application.argoproj.io': Phase.SITE,
  'ApplicationSet.argoproj.io': Phase.SITE,

  'Site.skupper.io': Phase.SITE,
  // Before what uses it: a router whose certificate is not there yet takes no other settings either.
  'Certificate.skupper.io': Phase.SITE,

  'OpenTelemetryCollector.opentelemetry.io': Phase.COLLECTOR,
  'Instrumentation.opentelemetry.io': Phase.COLLECTOR,
  'Jaeger.jaegertracing.io': Phase.COLLECTOR,

  'RouterAccess.skupper.io': Phase.LINK,
  'SecuredAccess.skupper.io': Phase.LINK,
  'Link.skupper.io': Phase.LINK,
  'Listener.skupper.io': Phase.LINK,
  'Connector.skupper.io': Phase.LINK,
  'MultiKeyListener.skupper.io': Phase.LINK,
  'AttachedConnector.skupper.io': Phase.LINK,
  'AttachedConnectorBinding.skupper.io': Phase.LINK,
  'AccessGrant.skupper.io': Phase.LINK,
  'AccessToken.skupper.io': Phase.LINK,
};

/** The phase of a kind; what the table does not name is a workload. */
export function phaseOf(apiVersion: string, kind: string): Phase {
  return PHASES[groupKind(apiVersion, kind)] ?? Phase.WORKLOAD;
}

/** `Kind.group`, or `Kind` for the core group: what kubectl calls a kind. */
export function groupKind(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}

/** The Argo CD annotation that carries the phase. */
export const SYNC_WAVE = 'argocd.argoproj.io/sync-wave';

/** The value of the Argo CD annotation for a kind. */
export function syncWave(apiVersion: string, kind: string): string {
  return String(phaseOf(apiVersion, kind));
}
