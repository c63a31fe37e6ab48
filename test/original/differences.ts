import { VERSIONS } from '../../imports/versions';
import { HEALTH, KEPT, PASSED_ON, queueOf } from './delivery-differences';
import type { StatedDifference } from './stated-difference';

const CONTAINER_SECURITY = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};
const POD_SECURITY = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const METRICS_READER = { pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } };

/** What both stand for. */
const PROBED = 'probes are made of it';

/** A namespace, of which the original has an empty file. */
function namespace(file: string): readonly StatedDifference[] {
  const labels = {
    'pod-security.kubernetes.io/audit': 'restricted',
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/warn': 'restricted',
  };
  const why = 'the file was empty, and objects went to whichever namespace was the default';
  return [{ at: `${file} / Namespace linked`, is: { apiVersion: 'v1', metadata: { labels } }, why }];
}

/** What the ConfigMap of a site has otherwise. */
function site(file: string): readonly StatedDifference[] {
  const data = (key: string): string => `${file} / ConfigMap skupper-site / data / ${key}`;
  return [
    { at: data('console-password'), was: 'rubble', why: 'a password in clear; Skupper makes one, in a Secret' },
    { at: data('console-ingress'), is: 'none', why: 'a console is nothing to publish unasked: kubectl port-forward reaches it' },
    { at: data('flow-collector'), is: 'true', why: 'from 1.3 on the console shows what this gathers' },
  ];
}

/** What both collectors have otherwise. */
function collector(object: string, { memory, cpu, host }: { memory: string; cpu: string; host: string }): readonly StatedDifference[] {
  const spec = (path: string): string => `${object} / spec / ${path}`;
  const own = (path: string): string => spec(`config / ${path}`);
  const port = 'receivers listen where they say: the operator would write this into the object, as a difference for GitOps';
  const defaults = 'said, since the operator would write it into the object, as a difference for GitOps';
  return [
    { at: `${object} / apiVersion`, was: 'opentelemetry.io/v1alpha1', is: 'opentelemetry.io/v1beta1', why: 'deprecated upstream' },
    { at: spec('image'), is: K8S_IMAGE, why: 'pinned; the operator takes the one that it was built with' },
    { at: spec('upgradeStrategy'), is: 'none', why: 'the operator would rewrite what is in Git' },
    { at: spec('managementState'), is: 'managed', why: defaults },
    { at: spec('resources'), is: { limits: { memory }, requests: { cpu, memory } }, why: 'nothing bound what it takes' },
    { at: spec('securityContext'), is: CONTAINER_SECURITY, why: 'namespaces of the level restricted refuse pods without' },
    { at: own('exporters / logging'), was: {}, why: 'removed upstream: debug' },
    { at: own('exporters / debug'), is: { verbosity: 'basic' }, why: 'what logging became' },
    { at: own('receivers / otlp / protocols / grpc / endpoint'), is: `${host}:4317`, why: port },
    { at: own('receivers / otlp / protocols / http / endpoint'), is: `${host}:4318`, why: port },
    {
      at: own('processors / memory_limiter'),
      is: { check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 },
      why: 'refuses what does not fit, in the place of being killed',
    },
    { at: own('service / telemetry'), is: { metrics: { readers: [METRICS_READER] } }, why: defaults },
  ];
}

/** Subscriptions and the catalogue that Skupper comes from. */
function bootstrap(): readonly StatedDifference[] {
  const catalog = 'bootstrap/olm/20-skupper-source.yaml / CatalogSource skupper-catalog / spec';
  const skupper = 'bootstrap/operators/10-skupper.yaml / Subscription skupper-operator / spec';
  const newest = 'the last of Skupper v1: 1.0.0 is long without mends, and an index has the one version';
  const fewer = 'an edge needs fewer operators than a hub; the original had one folder for both';
  return [
    { at: `${catalog} / image`, was: `${INDEX}:v1.0.0`, is: `${INDEX}:v${VERSIONS.skupperV1}`, why: newest },
    { at: `${catalog} / displayName`, is: 'Skupper', why: 'what consoles show' },
    { at: `${catalog} / publisher`, is: 'Skupper Project', why: 'what consoles show' },
    { at: `${catalog} / grpcPodConfig`, is: RESTRICTED, why: 'namespaces of the level restricted refuse its pod without' },
    ...['00-cert-manager', '10-jaeger', '10-opentelemetry-operator'].map((name) => ({
      at: `bootstrap/operators/${name}.yaml / Subscription my-${name.slice(3)} / spec / installPlanApproval`,
      is: 'Automatic',
      why: 'what it is when nothing is said',
    })),
    { at: `${skupper} / channel`, was: 'alpha', is: 'stable-1.9', why: newest },
    { at: `${skupper} / startingCSV`, was: 'skupper-operator.v1.0.0', is: `skupper-operator.v${VERSIONS.skupperV1}`, why: newest },
    {
      at: 'bootstrap-edge/10-skupper-catalog.yaml',
      is: { 'CatalogSource skupper-catalog': CATALOG_SOURCE },
      why: fewer,
    },
    {
      at: 'bootstrap-edge/20-opentelemetry-operator.yaml',
      is: { 'Subscription my-opentelemetry-operator': subscription('opentelemetry-operator', 'alpha', 'operatorhubio-catalog') },
      why: fewer,
    },
    {
      at: 'bootstrap-edge/20-skupper.yaml',
      is: {
        'Subscription skupper-operator': subscription(
          'skupper-operator',
          'stable-1.9',
          'skupper-catalog',
          `skupper-operator.v${VERSIONS.skupperV1}`,
        ),
      },
      why: fewer,
    },
  ];
}

function subscription(name: string, channel: string, source: string, startingCSV?: string): object {
  return {
    apiVersion: 'operators.coreos.com/v1alpha1',
    metadata: { namespace: 'operators' },
    spec: {
      name,
      channel,
      installPlanApproval: 'Automatic',
      source,
      sourceNamespace: 'olm',
      ...(startingCSV !== undefined && { startingCSV }),
    },
  };
}

const INDEX = 'quay.io/skupper/skupper-operator-index';
const RESTRICTED = { securityContextConfig: 'restricted' };
const CATALOG_SOURCE = {
  apiVersion: 'operators.coreos.com/v1alpha1',
  metadata: { namespace: 'olm' },
  spec: {
    image: `${INDEX}:v${VERSIONS.skupperV1}`,
    displayName: 'Skupper',
    grpcPodConfig: RESTRICTED,
    publisher: 'Skupper Project',
    sourceType: 'grpc',
  },
};
const K8S_IMAGE = `ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:${VERSIONS.collector}`;
const GATEWAY = 'public-cloud/10-otel-collector.yaml / OpenTelemetryCollector otel-collector-app';
const SIDECAR = 'private-cloud/30-otel-collector.yaml / OpenTelemetryCollector sidecar-for-my-app';
const JAEGER = 'public-cloud/10-jaeger-all-in-one.yaml / Jaeger jaeger-skupper';
const APP = 'private-cloud/40-trace-gen.yaml / Deployment myapp / spec';
const TRACES = 'spec / config / service / pipelines / traces';

/** Every difference, with its reason. What is not here is a fault. */
export const DIFFERENCES: readonly StatedDifference[] = [
  ...bootstrap(),
  ...namespace('public-cloud/00-ns.yaml'),
  ...namespace('private-cloud/00-ns.yaml'),
  ...site('public-cloud/10-interior.yaml'),
  {
    at: 'public-cloud/10-interior.yaml / ConfigMap skupper-site / data / ingress',
    is: 'loadbalancer',
    why: 'what cluster-local false means to Skupper v1, said by the key that came after it',
  },
  ...site('private-cloud/20-skupper-site.yaml'),
  {
    at: `${JAEGER} / spec`,
    is: {
      strategy: 'allinone',
      allInOne: { image: `jaegertracing/all-in-one:${VERSIONS.jaegerAllInOne}` },
      ingress: { enabled: false, security: 'none' },
      storage: { type: 'memory', options: { memory: { 'max-traces': 25_000 } } },
      resources: { requests: { cpu: '100m', memory: '1Gi' }, limits: { memory: '1Gi' } },
      securityContext: { ...POD_SECURITY, runAsUser: 10_001 },
      containerSecurityContext: CONTAINER_SECURITY,
    },
    why: 'traces in memory without bound end in the pod being killed, and the operator would publish a UI that has no login',
  },
  ...collector(GATEWAY, { memory: '512Mi', cpu: '100m', host: '0.0.0.0' }),
  { at: `${GATEWAY} / spec / config / extensions`, is: HEALTH, why: PROBED },
  { at: `${GATEWAY} / spec / config / service / extensions`, is: ['health_check'], why: PROBED },
  {
    at: `${GATEWAY} / spec / config / receivers / otlp / protocols / grpc / keepalive`,
    is: { server_parameters: { max_connection_age: '5m' } },
    why: 'a connection over gRPC stays with one pod for ever',
  },
  {
    at: `${GATEWAY} / spec / podDisruptionBudget`,
    is: { maxUnavailable: 1 },
    why: 'said, since the operator would write it into the object',
  },
  { at: `${GATEWAY} / spec / replicas`, is: 1, why: 'said, since the operator would write it into the object' },
  { at: `${GATEWAY} / spec / networkPolicy`, is: { enabled: true }, why: 'said, since the operator would write it into the object' },
  { at: `${GATEWAY} / spec / podSecurityContext`, is: POD_SECURITY, why: 'namespaces of the level restricted refuse pods without' },
  { at: `${GATEWAY} / spec / serviceAccount`, is: 'otel-collector-app-account', why: 'an account of its own, without a token' },
  {
    at: 'public-cloud/10-otel-collector.yaml / ServiceAccount otel-collector-app-account',
    is: { apiVersion: 'v1', automountServiceAccountToken: false },
    why: 'an account of its own, without a token',
  },
  {
    at: `${GATEWAY} / spec / config / exporters / jaeger`,
    was: { endpoint: 'jaeger-skupper-collector:14250"' },
    why: 'a stray quote in the endpoint, and the exporter is removed upstream: Jaeger takes OTLP',
  },
  {
    at: `${GATEWAY} / spec / config / exporters / otlp_grpc/jaeger-skupper`,
    is: { endpoint: 'jaeger-skupper-collector.linked.svc:4317', ...PASSED_ON },
    why: 'what the jaeger exporter became: an edge is answered once Jaeger has what it sent',
  },
  { at: `${GATEWAY} / ${TRACES} / processors`, was: [], is: ['memory_limiter'], why: 'memory is bound' },
  {
    at: `${GATEWAY} / ${TRACES} / exporters`,
    was: ['logging', 'jaeger'],
    is: ['debug', 'otlp_grpc/jaeger-skupper'],
    why: 'what both became',
  },
  {
    at: 'public-cloud/50-connector-otel-liked-collector.yaml',
    is: {
      'Service expose-otel-liked-collector': {
        apiVersion: 'v1',
        metadata: {
          annotations: {
            'skupper.io/address': 'otel-liked-collector',
            'skupper.io/proxy': 'tcp',
            'skupper.io/target': 'expose-otel-liked-collector',
          },
        },
        spec: {
          ports: [{ name: 'tcp-4317', port: 4317, protocol: 'TCP', targetPort: 4317 }],
          selector: {
            'app.kubernetes.io/component': 'opentelemetry-collector',
            'app.kubernetes.io/instance': 'linked.otel-collector-app',
          },
        },
      },
    },
    why: 'the address was put up by a command, and left to be done',
  },
  ...collector(SIDECAR, { memory: '256Mi', cpu: '50m', host: 'localhost' }),
  ...queueOf(SIDECAR),
  { at: `${SIDECAR} / spec / networkPolicy`, is: { enabled: false }, why: 'said; a sidecar has none' },
  {
    at: `${SIDECAR} / spec / config / receivers / jaeger / protocols / thrift_compact / endpoint`,
    is: 'localhost:6831',
    why: 'for the application in its pod alone',
  },
  {
    at: `${SIDECAR} / spec / config / processors / resource/cluster`,
    is: { attributes: [{ action: 'upsert', key: 'k8s.cluster.name', value: 'edge-site' }] },
    why: 'spans say which cluster they are from',
  },
  {
    at: `${SIDECAR} / spec / config / exporters / otlp`,
    was: { endpoint: 'http://otel-liked-collector:4317', tls: { insecure: true } },
    why: 'a gRPC endpoint has no scheme; renamed upstream; and no pipeline used it',
  },
  {
    at: `${SIDECAR} / spec / config / exporters / otlp_grpc/otel-liked-collector`,
    is: { endpoint: 'otel-liked-collector.linked.svc:4317', ...KEPT },
    why: 'what the otlp exporter became, with a bounded queue on disk that is tried for as long as it takes',
  },
  {
    at: `${SIDECAR} / ${TRACES} / processors`,
    was: [],
    is: ['memory_limiter', 'resource/cluster'],
    why: 'memory is bound; the cluster is said',
  },
  {
    at: `${SIDECAR} / ${TRACES} / exporters`,
    was: ['logging'],
    is: ['debug', 'otlp_grpc/otel-liked-collector'],
    why: 'the pipeline went to the log alone',
  },
  { at: `${APP} / replicas`, is: 1, why: 'said, as the API server would' },
  {
    at: `${APP} / template / metadata / annotations / sidecar.opentelemetry.io/inject`,
    was: 'true',
    is: 'sidecar-for-my-app',
    why: 'a second sidecar in the namespace would make it undecided, and the pod start without any',
  },
  { at: `${APP} / template / spec / automountServiceAccountToken`, is: false, why: 'it asks the Kubernetes API for nothing' },
  { at: `${APP} / template / spec / securityContext`, is: POD_SECURITY, why: 'namespaces of the level restricted refuse pods without' },
  {
    at: `${APP} / template / spec / containers / 0 / securityContext`,
    is: { ...CONTAINER_SECURITY, runAsUser: 10_001 },
    why: 'namespaces of the level restricted refuse pods without',
  },
  {
    at: `${APP} / template / spec / containers / 0 / resources`,
    is: { limits: { memory: '64Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    why: 'nothing bound what it takes',
  },
];
