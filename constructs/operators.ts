/**
 * Every operator that manifests of this package may need, in one place: versions, and the ways to install them. Commands read it without
 * the library.
 */

import {
  release,
  SKUPPER_PROGRAM,
  type BootstrapFacts,
  type OperatorCatalogue,
  type OperatorFacts,
  type OperatorId,
} from './operator-facts';
import { v1Operators } from './v1/operators';

/** The day on which versions, charts, packages and channels were looked up. */
export const OPERATORS_CHECKED = '2026-11-23';

const GITHUB = 'https://github.com';
const OLM_RELEASES = `${GITHUB}/operator-framework/operator-lifecycle-manager/releases/download`;

/** The operators of a network. */
export const OPERATORS = {
  skupper: {
    name: 'Skupper',
    groups: ['skupper.io'],
    program: SKUPPER_PROGRAM,
    bootstrap: { unit: 'skupper', installedFor: 'all', isFirst: false },
    neededBy: 'kinds',
    ...release('2.2.1', (v) => ({
      install: `kubectl apply -f ${GITHUB}/skupperproject/skupper/releases/download/${v}/skupper-cluster-scope.yaml`,
      chart: { repository: 'oci://quay.io/skupper/helm', chart: 'skupper', version: v, namespace: 'skupper' },
    })),
    // operatorhub.io has v1 alone.
    redHat: { subscription: 'skupper-operator', package: 'skupper-operator', channel: 'stable-2', csv: 'skupper-operator.v2.2.1-rh-1' },
  },
  openTelemetry: {
    name: 'the OpenTelemetry operator',
    groups: ['opentelemetry.io'],
    program: {
      selector: 'app.kubernetes.io/name=opentelemetry-operator',
      deployments: ['opentelemetry-operator-controller-manager'],
      image: /opentelemetry-operator$/,
    },
    bootstrap: { unit: 'opentelemetry-operator', installedFor: 'all', isFirst: false },
    neededBy: 'kinds',
    certificateFrom: 'certManager',
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
  certManager: {
    name: 'cert-manager',
    groups: ['cert-manager.io'],
    program: { selector: 'app.kubernetes.io/name=cert-manager', deployments: ['cert-manager'], image: /cert-manager-controller$/ },
    bootstrap: { unit: 'cert-manager', installedFor: 'hubs', isFirst: true },
    neededBy: 'kinds',
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
    program: { selector: 'name=jaeger-operator', deployments: ['jaeger-operator'], image: /jaeger-operator$/ },
    bootstrap: { unit: 'jaeger', installedFor: 'none', isFirst: false },
    neededBy: 'kinds',
    ...release('1.65.0', (v) => ({
      install: `kubectl apply -n observability -f ${GITHUB}/jaegertracing/jaeger-operator/releases/download/v${v}/jaeger-operator.yaml`,
    })),
    operatorHub: { subscription: 'my-jaeger', package: 'jaeger', channel: 'stable', csv: 'jaeger-operator.v1.65.0' },
    redHat: { subscription: 'jaeger-product', package: 'jaeger-product', channel: 'stable' },
  },
  argoCd: {
    name: 'Argo CD',
    groups: ['argoproj.io'],
    program: 'kinds',
    bootstrap: 'none',
    neededBy: 'kinds',
    ...release('3.5.1', (v) => ({ install: `see ${GITHUB}/argoproj/argo-cd/releases/tag/v${v}` })),
  },
  olm: {
    name: 'the Operator Lifecycle Manager',
    groups: ['operators.coreos.com'],
    program: 'kinds',
    bootstrap: 'none',
    neededBy: 'kinds',
    ...release('0.46.0', (v) => ({
      // On the server: the CRDs are too large for an annotation. What olm.yaml has of their kinds has to wait for them.
      install: [
        `kubectl apply --server-side -f ${OLM_RELEASES}/v${v}/crds.yaml`,
        `kubectl wait --for=condition=Established -f ${OLM_RELEASES}/v${v}/crds.yaml`,
        `kubectl apply --server-side -f ${OLM_RELEASES}/v${v}/olm.yaml`,
      ].join(' && '),
    })),
  },
} as const satisfies OperatorCatalogue;

/** An operator that a `Bootstrap` can install. */
export type BootstrapOperator = {
  [Id in OperatorId]: (typeof OPERATORS)[Id]['bootstrap'] extends 'none' ? never : Id;
}[OperatorId];

/** The operators that a bootstrap can install, in the order of their names. */
export const INSTALLED_OPERATORS: readonly BootstrapOperator[] = (Object.keys(OPERATORS) as OperatorId[]).filter(isInstalled).sort();

/** The operators of each generation of the network. */
const GENERATIONS = {
  current: OPERATORS,
  legacy: v1Operators(OPERATORS),
} as const satisfies Readonly<Record<string, OperatorCatalogue>>;

/** Returns the operators of a generation of the network. */
export function operatorsOf(generation: keyof typeof GENERATIONS): OperatorCatalogue {
  return GENERATIONS[generation];
}

/** Returns how a bootstrap installs an operator. */
export function bootstrapFacts(id: BootstrapOperator): BootstrapFacts {
  return OPERATORS[id].bootstrap;
}

/** Images of the catalogues that have one version of an operator. */
export function catalogImages(): readonly string[] {
  const all: readonly OperatorFacts[] = Object.values<OperatorCatalogue>(GENERATIONS).flatMap((operators) => Object.values(operators));
  return [...new Set(all.flatMap(({ operatorHub }) => operatorHub?.index?.image ?? []))];
}

function isInstalled(id: OperatorId): id is BootstrapOperator {
  return OPERATORS[id].bootstrap !== 'none';
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
