import { isDnsLabel } from '../../synth/argument';
import { record, records } from '../../synth/record';
import { hasReference } from '../config/expansion';
import { OWN_NAMESPACE, type ClusterAccess } from '../pods/access';
import { usesServiceAccount } from '../pods/service-account-use';
import { INFORM } from './kubernetes-access';

type Options = Readonly<Record<string, unknown>>;

const NODES: ClusterAccess = { apiGroups: [''], resources: ['nodes'], verbs: INFORM };
const NAMESPACES: ClusterAccess = { apiGroups: [''], resources: ['namespaces'], verbs: INFORM };
const REPLICA_SETS: ClusterAccess = { apiGroups: ['apps'], resources: ['replicasets'], verbs: INFORM };
const JOBS: ClusterAccess = { apiGroups: ['batch'], resources: ['jobs'], verbs: INFORM };
/** A kubelet asks the API server whether the token may read this before it shows `/metrics`. */
const KUBELET_METRICS: ClusterAccess = { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] };

/** Objects in namespaces that each role of the discovery watches. */
const WATCHED: ReadonlyMap<unknown, readonly ClusterAccess[]> = new Map([
  ['pod', [core('pods')]],
  ['service', [core('services')]],
  ['endpoints', [core('endpoints', 'pods', 'services')]],
  ['endpointslice', [core('pods', 'services'), { apiGroups: ['discovery.k8s.io'], resources: ['endpointslices'], verbs: INFORM }]],
  ['ingress', [{ apiGroups: ['networking.k8s.io'], resources: ['ingresses'], verbs: INFORM }]],
]);

/** Roles that have pods, to which more metadata can be attached. */
const OF_PODS: readonly unknown[] = ['pod', 'endpoints', 'endpointslice'];

/**
 * Access for the discovery in a Prometheus configuration (`kubernetes_sd_configs`), and for kubelets that it scrapes.
 *
 * @param config as Prometheus writes it, or in camel case
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function discoveryAccess(config: unknown): readonly ClusterAccess[] {
  return jobsOf(config).flatMap((job) => [
    ...discoveriesOf(job).filter(isByAccount).flatMap(accessOfDiscovery),
    ...(scrapesKubelets(job) ? [KUBELET_METRICS] : []),
  ]);
}

/** Whether a Prometheus configuration discovers targets with the token of the service account. */
export function discoversByAccount(config: unknown): boolean {
  return jobsOf(config).some((job) => discoveriesOf(job).some(isByAccount));
}

function core(...resources: readonly string[]): ClusterAccess {
  return { apiGroups: [''], resources, verbs: INFORM };
}

function jobsOf(config: unknown): readonly Options[] {
  return records(setting(record(config), 'scrape_configs'));
}

function discoveriesOf(job: Options): readonly Options[] {
  return records(setting(job, 'kubernetes_sd_configs'));
}

/** Without another API server or credentials, the discovery uses the service account of the pod. */
function isByAccount(discovery: Options): boolean {
  if (setting(discovery, 'kubeconfig_file') !== undefined) return false;
  return setting(discovery, 'api_server') === undefined || hasToken(discovery);
}

function accessOfDiscovery(discovery: Options): readonly ClusterAccess[] {
  const role = setting(discovery, 'role');
  if (role === 'node') return [NODES];
  const watched = WATCHED.get(role);
  if (watched === undefined) return [];
  const attached = record(setting(discovery, 'attach_metadata'));
  const has = (name: string): boolean => OF_PODS.includes(role) && attached[name] === true;
  const namespaced = [...watched, ...(has('deployment') ? [REPLICA_SETS] : []), ...(has('job') || has('cronjob') ? [JOBS] : [])];
  return [
    ...inDiscovered(record(setting(discovery, 'namespaces')), namespaced),
    ...(has('node') ? [NODES] : []),
    ...(attached['namespace'] === true ? [NAMESPACES] : []),
  ];
}

/**
 * Returns access in the namespaces of a discovery; of the whole cluster if there are none, or one of them is known only in the cluster. No
 * namespace has a name that Kubernetes refuses.
 */
function inDiscovered(namespaces: Options, access: readonly ClusterAccess[]): readonly ClusterAccess[] {
  const listed = namespaces['names'] ?? [];
  const names = (Array.isArray(listed) ? listed : [listed]).filter((name: unknown) => typeof name === 'string');
  const isOwn = setting(namespaces, 'own_namespace') === true;
  if (names.some(hasReference) || (Array.isArray(listed) && listed.length === 0 && !isOwn)) return access;
  return [...names.filter(isDnsLabel), ...(isOwn ? [OWN_NAMESPACE] : [])].flatMap((namespace) =>
    access.map((one) => ({ ...one, namespace })),
  );
}

/**
 * Whether a job scrapes the metrics of kubelets with the token: it discovers nodes, and does not send its requests elsewhere. A job that
 * reaches nodes through the API server needs `nodes/proxy`. This package does not grant that, because it allows commands in all pods.
 */
function scrapesKubelets(job: Options): boolean {
  if (setting(job, 'scheme') !== 'https' || !hasToken(job)) return false;
  if (!discoveriesOf(job).some((discovery) => setting(discovery, 'role') === 'node')) return false;
  const { paths, others } = relabelled(job);
  return !others && [setting(job, 'metrics_path') ?? '/metrics', ...paths].every((path) => /^\/metrics(\/|$)/.test(String(path)));
}

/** Returns the paths that relabelling sets, and whether it changes the address or the scheme. */
function relabelled(job: Options): { readonly paths: readonly unknown[]; readonly others: boolean } {
  const targets = records(setting(job, 'relabel_configs')).map((rule) => ({
    label: setting(rule, 'target_label'),
    text: setting(rule, 'replacement'),
  }));
  return {
    paths: targets.filter(({ label }) => label === '__metrics_path__').map(({ text }) => text),
    others: targets.some(({ label }) => label === '__address__' || label === '__scheme__'),
  };
}

/** Whether requests carry the token of the service account. The certificate of the API server is in the same folder, and is no credential. */
function hasToken(options: Options): boolean {
  return usesServiceAccount([setting(options, 'authorization'), setting(options, 'bearer_token_file')]);
}

/** Returns a setting by its name in snake case, whichever way it is written. */
function setting(options: Options, name: string): unknown {
  return options[name] ?? options[name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())];
}
