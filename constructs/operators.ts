/**
 * Every operator that manifests of this package may need, in one place: versions, and the ways to install them. Commands read it without
 * the library.
 */

/** The day on which versions, charts, packages and channels were looked up. */
export const OPERATORS_CHECKED = '2026-11-23';

/** An operator as a catalogue of OLM has it. */
export interface OlmPackage {
  /** Name of the Subscription to it. */
  readonly subscription: string;
  readonly package: string;
  readonly channel: string;
  /** A version that the channel was seen to have and that fits this package, as OLM names it; none where none was seen. */
  readonly csv?: string;
  /** A catalogue that has nothing but this version; none where it is in that of the cluster. */
  readonly index?: { readonly name: string; readonly displayName: string; readonly image: string };
  /** A namespace of its own, for what does not go with the others. */
  readonly namespace?: string;
}

/** The Helm chart of an operator. */
export interface OperatorChart {
  /** Its repository: `https://`, or `oci://` for a registry. */
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  /** Where it is installed, as upstream's own commands have it. */
  readonly namespace: string;
  /** Values that differ from those of the chart, or that others count on. */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** An operator: a program in the cluster that does what resources of its groups say. */
export interface OperatorFacts {
  readonly name: string;
  /** API groups that it brings. */
  readonly groups: readonly string[];
  /** The version that this package was made for. */
  readonly version: string;
  /** How to install that version without anything else. */
  readonly install: string;
  readonly chart?: OperatorChart;
  /** In the catalogue of operatorhub.io. */
  readonly operatorHub?: OlmPackage;
  /** In Red Hat's catalogue of OpenShift. */
  readonly redHat?: OlmPackage;
}

const GITHUB = 'https://github.com';
const OLM_RELEASES = `${GITHUB}/operator-framework/operator-lifecycle-manager/releases/download`;

/** The operators of a network. */
export const OPERATORS = {
  certManager: {
    name: 'cert-manager',
    groups: ['cert-manager.io'],
    ...release('1.21.2', (v) => ({
      install: `kubectl apply -f ${GITHUB}/cert-manager/cert-manager/releases/download/v${v}/cert-manager.yaml`,
      chart: {
        repository: 'https://charts.jetstack.io',
        chart: 'cert-manager',
        version: `v${v}`,
        namespace: 'cert-manager',
        values: { crds: { enabled: true } },
      },
    })),
    // Far behind upstream, which no longer brings it there.
    operatorHub: { subscription: 'my-cert-manager', package: 'cert-manager', channel: 'stable', csv: 'cert-manager.v1.16.5' },
    redHat: {
      subscription: 'openshift-cert-manager-operator',
      package: 'openshift-cert-manager-operator',
      channel: 'stable-v1',
      namespace: 'cert-manager-operator',
    },
  },
  jaeger: {
    name: 'the Jaeger operator',
    groups: ['jaegertracing.io'],
    ...release('1.65.0', (v) => ({
      install: `kubectl apply -n observability -f ${GITHUB}/jaegertracing/jaeger-operator/releases/download/v${v}/jaeger-operator.yaml`,
    })),
    operatorHub: { subscription: 'my-jaeger', package: 'jaeger', channel: 'stable', csv: 'jaeger-operator.v1.65.0' },
    redHat: { subscription: 'jaeger-product', package: 'jaeger-product', channel: 'stable' },
  },
  openTelemetry: {
    name: 'the OpenTelemetry operator',
    groups: ['opentelemetry.io'],
    ...release('0.158.0', (v) => ({
      install: `kubectl apply -f ${GITHUB}/open-telemetry/opentelemetry-operator/releases/download/v${v}/opentelemetry-operator.yaml`,
      chart: {
        repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
        chart: 'opentelemetry-operator',
        // The one whose appVersion is that of the operator.
        version: '0.122.0',
        namespace: 'opentelemetry-operator-system',
        // The certificate of its webhook: one that the chart itself makes would be another one at every sync.
        values: { admissionWebhooks: { certManager: { enabled: true } } },
      },
    })),
    operatorHub: { subscription: 'my-opentelemetry-operator', package: 'opentelemetry-operator', channel: 'alpha' },
    redHat: {
      subscription: 'opentelemetry-product',
      package: 'opentelemetry-product',
      channel: 'stable',
      csv: 'opentelemetry-operator.v0.158.0-2',
    },
  },
  skupper: {
    name: 'Skupper',
    groups: ['skupper.io'],
    ...release('2.2.1', (v) => ({
      install: `kubectl apply -f ${GITHUB}/skupperproject/skupper/releases/download/${v}/skupper-cluster-scope.yaml`,
      chart: { repository: 'oci://quay.io/skupper/helm', chart: 'skupper', version: v, namespace: 'skupper' },
    })),
    // operatorhub.io has v1 alone.
    redHat: { subscription: 'skupper-operator', package: 'skupper-operator', channel: 'stable-2', csv: 'skupper-operator.v2.2.1-rh-1' },
  },
  argoCd: {
    name: 'Argo CD',
    groups: ['argoproj.io'],
    ...release('3.5.1', (v) => ({ install: `see ${GITHUB}/argoproj/argo-cd/releases/tag/v${v}` })),
  },
  olm: {
    name: 'the Operator Lifecycle Manager',
    groups: ['operators.coreos.com'],
    ...release('0.46.0', (v) => ({
      // On the server: the CRDs are too large for an annotation. What olm.yaml has of their kinds has to wait for them.
      install: [
        `kubectl apply --server-side -f ${OLM_RELEASES}/v${v}/crds.yaml`,
        `kubectl wait --for=condition=Established -f ${OLM_RELEASES}/v${v}/crds.yaml`,
        `kubectl apply --server-side -f ${OLM_RELEASES}/v${v}/olm.yaml`,
      ].join(' && '),
    })),
  },
} as const satisfies Readonly<Record<string, OperatorFacts>>;

/** Skupper of the generation before: it brings no kinds, and looks at ConfigMaps named `skupper-site`. */
export const SKUPPER_V1 = {
  name: 'Skupper',
  groups: [],
  ...release('1.9.6', (v) => ({
    install: `kubectl create namespace skupper-site-controller && kubectl apply -f https://raw.githubusercontent.com/skupperproject/skupper/${v}/cmd/site-controller/deploy-watch-all-ns.yaml`,
    operatorHub: {
      subscription: 'skupper-operator',
      package: 'skupper-operator',
      channel: 'stable-1.9',
      csv: `skupper-operator.v${v}`,
      index: { name: 'skupper-catalog', displayName: 'Skupper', image: `quay.io/skupper/skupper-operator-index:v${v}` },
    },
  })),
  redHat: { subscription: 'skupper-operator', package: 'skupper-operator', channel: 'stable-1' },
} as const satisfies OperatorFacts;

/** Name of an operator in the catalogue. */
export type OperatorId = keyof typeof OPERATORS;

/** What is known of an operator in a generation of the network. */
export function operatorFacts(id: OperatorId, generation: 'current' | 'legacy'): OperatorFacts {
  return id === 'skupper' && generation === 'legacy' ? SKUPPER_V1 : OPERATORS[id];
}

/** Where OLM has things: as its quickstart makes them, and as OpenShift does. The OperatorGroup of both is `global-operators`. */
export const OLM_PLACES = {
  kubernetes: {
    catalog: { name: 'operatorhubio-catalog', namespace: 'olm' },
    /** For operators that look after all namespaces; with an OperatorGroup already. */
    operators: 'operators',
  },
  openshift: {
    catalog: { name: 'redhat-operators', namespace: 'openshift-marketplace' },
    operators: 'openshift-operators',
  },
} as const;

/** A version, and the ways to install it. */
function release<T extends object>(version: string, ways: (version: string) => T): T & { readonly version: string } {
  return { version, ...ways(version) };
}
