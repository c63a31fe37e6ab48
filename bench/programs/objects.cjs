// The objects of examples/fleet.ts as somebody without this package writes them: a function per kind, plain objects, no
// checks. The benchmark compares them with what this package writes, and fails if they differ.

const NAMESPACE = 'telemetry';
const COLLECTOR_IMAGE = 'ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector-k8s:0.158.0';

const metadata = (name, wave, more = {}) => ({
  name,
  namespace: NAMESPACE,
  annotations: { 'argocd.argoproj.io/sync-wave': String(wave) },
  ...more,
});

const namespace = () => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: NAMESPACE,
    labels: {
      'pod-security.kubernetes.io/enforce': 'baseline',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    },
    annotations: { 'argocd.argoproj.io/sync-wave': '0' },
  },
});

const skupperSite = (name, spec) => ({ apiVersion: 'skupper.io/v2alpha1', kind: 'Site', metadata: metadata(name, 20), spec });

const policy = (name, podSelector, { ingress, egress }) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: metadata(name, 10),
  spec: { podSelector, policyTypes: ['Ingress', 'Egress'], ...(ingress && { ingress }), ...(egress && { egress }) },
});

const tcp = (...ports) => ports.map((port) => ({ port, protocol: 'TCP' }));
const labelled = (matchLabels) => ({ matchLabels });
const router = () => labelled({ 'skupper.io/component': 'router' });
const injected = () => ({ matchExpressions: [{ key: 'sidecar.opentelemetry.io/injected', operator: 'Exists' }] });
const collectorPods = (name) =>
  labelled({ 'app.kubernetes.io/component': 'opentelemetry-collector', 'app.kubernetes.io/instance': `${NAMESPACE}.${name}` });
const fromCluster = (...ports) => ({ from: [{ namespaceSelector: {} }], ports: tcp(...ports) });
const listenerPorts = () => [
  { endPort: 5670, port: 1024, protocol: 'TCP' },
  { endPort: 65535, port: 5672, protocol: 'TCP' },
];

const defaultDeny = () => policy('default-deny', {}, { egress: [{ ports: [...tcp(53), { port: 53, protocol: 'UDP' }] }] });

const hubPolicies = () => [
  defaultDeny(),
  policy('skupper-router', router(), {
    ingress: [{ ports: tcp(9090, 9191, 45671, 55671) }, fromCluster(9000)],
    egress: [{ ports: tcp(443, 6443) }, { to: [{ podSelector: collectorPods('gateway') }], ports: tcp(4317) }],
  }),
  policy('jaeger-collector', collectorPods('jaeger'), {
    ingress: [{ ports: tcp(13133) }, fromCluster(8888), { from: [{ podSelector: collectorPods('gateway') }], ports: tcp(4317) }],
  }),
  policy('gateway-collector', collectorPods('gateway'), {
    ingress: [{ ports: tcp(13133) }, fromCluster(8888), { from: [{ podSelector: router() }], ports: tcp(4317) }],
    egress: [{ to: [{ podSelector: collectorPods('jaeger') }], ports: tcp(4317) }],
  }),
];

const edgePolicies = (site) => [
  defaultDeny(),
  policy('skupper-router', router(), {
    ingress: [{ ports: tcp(9090, 9191) }, fromCluster(9000), { from: [{ podSelector: injected() }], ports: listenerPorts() }],
    egress: [{ ports: tcp(443, 6443, 45671) }],
  }),
  policy(`${site}-sidecars`, injected(), {
    ingress: [{ ports: tcp(13133) }, fromCluster(8888)],
    egress: [{ to: [{ podSelector: router() }], ports: listenerPorts() }],
  }),
];

const connector = (hub, address) => ({
  apiVersion: 'skupper.io/v2alpha1',
  kind: 'Connector',
  metadata: metadata(address, 50),
  spec: {
    port: 4317,
    routingKey: `${hub}.${address}`,
    selector: `app.kubernetes.io/instance=${NAMESPACE}.${address},app.kubernetes.io/component=opentelemetry-collector`,
    type: 'tcp',
  },
});

const listener = (hub, address) => ({
  apiVersion: 'skupper.io/v2alpha1',
  kind: 'Listener',
  metadata: metadata(address, 50),
  spec: { host: address, observer: 'none', port: 4317, routingKey: `${hub}.${address}`, type: 'tcp' },
});

const podSecurityContext = () => ({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });

const securityContext = () => ({
  ...podSecurityContext(),
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
});

const otlp = (host, grpc = {}) => ({ protocols: { grpc: { endpoint: `${host}:4317`, ...grpc }, http: { endpoint: `${host}:4318` } } });
const otlpForOthers = () => otlp('0.0.0.0', { keepalive: { server_parameters: { max_connection_age: '5m' } } });
const spreadOver = (name) =>
  ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    labelSelector: collectorPods(name),
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
  }));

const memoryLimiter = () => ({ check_interval: '1s', limit_percentage: 80, spike_limit_percentage: 25 });

const exporter = (host, delivery) => ({ endpoint: `${host}.${NAMESPACE}.svc:4317`, ...delivery, tls: { insecure: true } });

const passing = () => ({ retry_on_failure: { enabled: false }, sending_queue: { enabled: false }, timeout: '20s' });

const keeping = (storage) => ({
  retry_on_failure: { enabled: true, max_elapsed_time: '0s' },
  sending_queue: {
    batch: { flush_timeout: '200ms', max_size: 2097152, min_size: 524288, sizer: 'bytes' },
    enabled: true,
    num_consumers: 4,
    queue_size: 67108864,
    sizer: 'bytes',
    storage,
  },
  timeout: '30s',
});

const health = () => ({ health_check: { endpoint: '0.0.0.0:13133', path: '/' } });

const fileStorage = (directory) => ({
  compaction: { cleanup_on_start: true, directory, on_rebound: true },
  create_directory: true,
  directory,
  recreate: true,
});

const service = (extensions, traces) => ({
  extensions,
  pipelines: { traces },
  telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: { host: '0.0.0.0', port: 8888 } } } }] } },
});

const serviceAccount = (collector) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadata(`${collector}-account`, 10),
  automountServiceAccountToken: false,
});

const collector = (name, { cpu, memory, config, ...spec }) => ({
  apiVersion: 'opentelemetry.io/v1beta1',
  kind: 'OpenTelemetryCollector',
  metadata: metadata(name, 30),
  spec: {
    config,
    managementState: 'managed',
    networkPolicy: { enabled: false },
    resources: { limits: { memory }, requests: { cpu, memory } },
    securityContext: securityContext(),
    upgradeStrategy: 'none',
    ...spec,
  },
});

const jaeger = () =>
  collector('jaeger', {
    mode: 'deployment',
    serviceAccount: 'jaeger-account',
    image: 'jaegertracing/jaeger:2.20.0',
    replicas: 1,
    podDisruptionBudget: { maxUnavailable: 1 },
    cpu: '100m',
    memory: '1Gi',
    deploymentUpdateStrategy: { type: 'Recreate' },
    podSecurityContext: podSecurityContext(),
    config: {
      receivers: { otlp: otlpForOthers() },
      processors: { memory_limiter: memoryLimiter() },
      exporters: { jaeger_storage_exporter: { trace_storage: 'main' } },
      extensions: {
        healthcheckv2: { http: { endpoint: '0.0.0.0:13133' }, use_v2: true },
        jaeger_query: { grpc: { endpoint: '0.0.0.0:16685' }, http: { endpoint: '0.0.0.0:16686' }, storage: { traces: 'main' } },
        jaeger_storage: { backends: { main: { memory: { max_traces: 25000 } } } },
      },
      service: service(['healthcheckv2', 'jaeger_query', 'jaeger_storage'], {
        receivers: ['otlp'],
        processors: ['memory_limiter'],
        exporters: ['jaeger_storage_exporter'],
      }),
    },
  });

const gateway = () =>
  collector('gateway', {
    mode: 'deployment',
    serviceAccount: 'gateway-account',
    image: COLLECTOR_IMAGE,
    replicas: 3,
    podDisruptionBudget: { maxUnavailable: 1 },
    topologySpreadConstraints: spreadOver('gateway'),
    cpu: '100m',
    memory: '512Mi',
    podSecurityContext: podSecurityContext(),
    config: {
      receivers: { otlp: otlpForOthers() },
      processors: { memory_limiter: memoryLimiter() },
      exporters: { 'otlp_grpc/jaeger': exporter('jaeger-collector', passing()) },
      extensions: health(),
      service: service(['health_check'], { receivers: ['otlp'], processors: ['memory_limiter'], exporters: ['otlp_grpc/jaeger'] }),
    },
  });

const agent = (site) =>
  collector('agent', {
    mode: 'sidecar',
    image: COLLECTOR_IMAGE,
    cpu: '50m',
    memory: '256Mi',
    volumeMounts: [{ name: 'file-storage-gateway', mountPath: '/var/lib/otelcol/storage-gateway' }],
    volumes: [{ name: 'file-storage-gateway', emptyDir: { sizeLimit: '256Mi' } }],
    config: {
      receivers: { jaeger: { protocols: { thrift_compact: { endpoint: 'localhost:6831' } } }, otlp: otlp('localhost') },
      processors: {
        memory_limiter: memoryLimiter(),
        'resource/cluster': { attributes: [{ action: 'upsert', key: 'k8s.cluster.name', value: site }] },
      },
      exporters: { 'otlp_grpc/gateway': exporter('gateway', keeping('file_storage/gateway')) },
      extensions: { 'file_storage/gateway': fileStorage('/var/lib/otelcol/storage-gateway'), ...health() },
      service: service(['file_storage/gateway', 'health_check'], {
        receivers: ['otlp', 'jaeger'],
        processors: ['memory_limiter', 'resource/cluster'],
        exporters: ['otlp_grpc/gateway'],
      }),
    },
  });

const traceGenerator = () => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: metadata('myapp', 40),
  spec: {
    replicas: 1,
    selector: { matchLabels: { 'app.kubernetes.io/name': 'myapp' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'myapp' }, annotations: { 'sidecar.opentelemetry.io/inject': 'agent' } },
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'myapp',
            image: 'ghcr.io/frzifus/jaeger-otel-test',
            args: ['-address.host=localhost', '-address.port=6831'],
            env: [{ name: 'OTEL_SERVICE_NAME', value: 'myapp' }],
            resources: { limits: { memory: '64Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
            securityContext: { ...securityContext(), runAsUser: 10001 },
          },
        ],
        securityContext: podSecurityContext(),
      },
    },
  },
});

/** The objects of the hub, by name of their file: one, or several. */
const hubObjects = (hub) => ({
  '00-namespace': namespace(),
  '10-jaeger': serviceAccount('jaeger'),
  '10-gateway': serviceAccount('gateway'),
  '10-network-policies': hubPolicies(),
  '20-skupper-site': skupperSite(hub, { linkAccess: 'loadbalancer' }),
  '30-jaeger': jaeger(),
  '30-gateway': gateway(),
  '50-connector-gateway': connector(hub, 'gateway'),
});

/** The objects of an edge, by name of their file. */
const edgeObjects = (hub, site) => ({
  '00-namespace': namespace(),
  '10-network-policies': edgePolicies(site),
  '20-skupper-site': skupperSite(site, { edge: true }),
  '30-agent': agent(site),
  '40-myapp': traceGenerator(),
  '50-listener-gateway': listener(hub, 'gateway'),
});

module.exports = { edgeObjects, hubObjects };
