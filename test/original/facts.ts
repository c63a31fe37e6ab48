/** Objects by file, as `Kind name`. */
export type Tree = Readonly<Record<string, Readonly<Record<string, object>>>>;

/**
 * The example that this package began with, in facts: each object by its file, and what is said of it. Collectors' configurations are
 * read, keys without a value are empty, and what is the same in every object (no namespace is said) is left out.
 */
export const ORIGINAL: Tree = {
  'public-cloud/00-ns.yaml': {},
  'public-cloud/10-interior.yaml': {
    'ConfigMap skupper-site': {
      apiVersion: 'v1',
      data: {
        name: 'public-site',
        edge: 'false',
        'cluster-local': 'false',
        console: 'true',
        'console-authentication': 'internal',
        'console-user': 'barney',
        'console-password': 'rubble',
        'router-console': 'true',
        'service-controller': 'true',
        'service-sync': 'true',
      },
    },
  },
  'public-cloud/10-jaeger-all-in-one.yaml': { 'Jaeger jaeger-skupper': { apiVersion: 'jaegertracing.io/v1' } },
  'public-cloud/10-otel-collector.yaml': {
    'OpenTelemetryCollector otel-collector-app': {
      apiVersion: 'opentelemetry.io/v1alpha1',
      spec: {
        mode: 'deployment',
        config: {
          receivers: { otlp: { protocols: { grpc: {}, http: {} } } },
          processors: {},
          exporters: { logging: {}, jaeger: { endpoint: 'jaeger-skupper-collector:14250"' } },
          service: { pipelines: { traces: { receivers: ['otlp'], processors: [], exporters: ['logging', 'jaeger'] } } },
        },
      },
    },
  },
  'public-cloud/20-skupper-site-server-token.yaml': {
    'Secret skupper-site-requested-token': { apiVersion: 'v1', metadata: { labels: { 'skupper.io/type': 'connection-token-request' } } },
  },
  'private-cloud/00-ns.yaml': {},
  'private-cloud/20-skupper-site.yaml': {
    'ConfigMap skupper-site': {
      apiVersion: 'v1',
      data: {
        name: 'edge-site',
        edge: 'true',
        'cluster-local': 'false',
        ingress: 'none',
        console: 'true',
        'console-authentication': 'internal',
        'console-user': 'barney',
        'console-password': 'rubble',
        'router-console': 'true',
        'service-controller': 'true',
        'service-sync': 'true',
      },
    },
  },
  'private-cloud/30-otel-collector.yaml': {
    'OpenTelemetryCollector sidecar-for-my-app': {
      apiVersion: 'opentelemetry.io/v1alpha1',
      spec: {
        mode: 'sidecar',
        config: {
          receivers: { otlp: { protocols: { grpc: {}, http: {} } }, jaeger: { protocols: { thrift_compact: {} } } },
          processors: {},
          exporters: { logging: {}, otlp: { endpoint: 'http://otel-liked-collector:4317', tls: { insecure: true } } },
          service: { pipelines: { traces: { receivers: ['jaeger', 'otlp'], processors: [], exporters: ['logging'] } } },
        },
      },
    },
  },
  'private-cloud/40-trace-gen.yaml': {
    'Deployment myapp': {
      apiVersion: 'apps/v1',
      spec: {
        selector: { matchLabels: { app: 'myapp' } },
        template: {
          metadata: { labels: { app: 'myapp' }, annotations: { 'sidecar.opentelemetry.io/inject': 'true' } },
          spec: {
            containers: [
              {
                name: 'myapp',
                image: 'ghcr.io/frzifus/jaeger-otel-test',
                args: ['-address.host=localhost', '-address.port=6831'],
                env: [{ name: 'OTEL_SERVICE_NAME', value: 'frzifus-otel-test' }],
              },
            ],
          },
        },
      },
    },
  },
  'bootstrap/olm/20-skupper-source.yaml': {
    'CatalogSource skupper-catalog': {
      apiVersion: 'operators.coreos.com/v1alpha1',
      metadata: { namespace: 'olm' },
      spec: { sourceType: 'grpc', image: 'quay.io/skupper/skupper-operator-index:v1.0.0' },
    },
  },
  'bootstrap/operators/00-cert-manager.yaml': {
    'Subscription my-cert-manager': {
      apiVersion: 'operators.coreos.com/v1alpha1',
      metadata: { namespace: 'operators' },
      spec: { channel: 'stable', name: 'cert-manager', source: 'operatorhubio-catalog', sourceNamespace: 'olm' },
    },
  },
  'bootstrap/operators/10-jaeger.yaml': {
    'Subscription my-jaeger': {
      apiVersion: 'operators.coreos.com/v1alpha1',
      metadata: { namespace: 'operators' },
      spec: { channel: 'stable', name: 'jaeger', source: 'operatorhubio-catalog', sourceNamespace: 'olm' },
    },
  },
  'bootstrap/operators/10-opentelemetry-operator.yaml': {
    'Subscription my-opentelemetry-operator': {
      apiVersion: 'operators.coreos.com/v1alpha1',
      metadata: { namespace: 'operators' },
      spec: { channel: 'alpha', name: 'opentelemetry-operator', source: 'operatorhubio-catalog', sourceNamespace: 'olm' },
    },
  },
  'bootstrap/operators/10-skupper.yaml': {
    'Subscription skupper-operator': {
      apiVersion: 'operators.coreos.com/v1alpha1',
      metadata: { namespace: 'operators' },
      spec: {
        channel: 'alpha',
        installPlanApproval: 'Automatic',
        name: 'skupper-operator',
        source: 'skupper-catalog',
        sourceNamespace: 'olm',
        startingCSV: 'skupper-operator.v1.0.0',
      },
    },
  },
};
