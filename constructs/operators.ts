/**
 * Every operator that manifests of this package may need, in one place: versions, and the ways to install them. Commands read it without
 * the library.
 */

import { CHANNELS, VERSIONS } from '../imports/versions';
import {
  release,
  SKUPPER_PROGRAM,
  type BootstrapFacts,
  type OperatorCatalogue,
  type OperatorFacts,
  type OperatorId,
} from './operator-facts';
import { v1Operators } from './v1/operators';

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
    ...release(VERSIONS.skupper, (v) => ({
      install: `kubectl apply -f ${GITHUB}/skupperproject/skupper/releases/download/${v}/skupper-cluster-scope.yaml`,
      chart: { repository: 'oci://quay.io/skupper/helm', chart: 'skupper', version: v, namespace: 'skupper' },
    })),
    // operatorhub.io has v1 alone.
    redHat: {
      subscription: 'skupper-operator',
      package: 'skupper-operator',
      channel: CHANNELS.redHat.skupper,
      csv: `skupper-operator.v${VERSIONS.skupperOfRedHat}`,
    },
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
    ...release(VERSIONS.opentelemetryOperator, (v) => ({
      install: `kubectl apply -f ${GITHUB}/open-telemetry/opentelemetry-operator/releases/download/v${v}/opentelemetry-operator.yaml`,
      chart: {
        repository: 'https://open-telemetry.github.io/opentelemetry-helm-charts',
        chart: 'opentelemetry-operator',
        // The one whose appVersion is that of the operator.
        version: VERSIONS.opentelemetryOperatorChart,
        namespace: 'opentelemetry-operator-system',
        // The certificate of its webhook: one that the chart itself makes would be another one at every sync.
        values: { admissionWebhooks: { certManager: { enabled: true } } },
      },
    })),
    operatorHub: {
      subscription: 'my-opentelemetry-operator',
      package: 'opentelemetry-operator',
      channel: CHANNELS.operatorHub.opentelemetryOperator,
    },
    redHat: {
      subscription: 'opentelemetry-product',
      package: 'opentelemetry-product',
      channel: CHANNELS.redHat.opentelemetryOperator,
      csv: `opentelemetry-operator.v${VERSIONS.opentelemetryOperatorOfRedHat}`,
    },
  },
  certManager: {
    name: 'cert-manager',
    groups: ['cert-manager.io'],
    program: { selector: 'app.kubernetes.io/name=cert-manager', deployments: ['cert-manager'], image: /cert-manager-controller$/ },
    bootstrap: { unit: 'cert-manager', installedFor: 'hubs', isFirst: true },
    neededBy: 'kinds',
    ...release(VERSIONS.certManager, (v) => ({
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
    operatorHub: {
      subscription: 'my-cert-manager',
      package: 'cert-manager',
      channel: CHANNELS.operatorHub.certManager,
      csv: `cert-manager.v${VERSIONS.certManagerInOperatorHub}`,
    },
    redHat: {
      subscription: 'openshift-cert-manager-operator',
      package: 'openshift-cert-manager-operator',
      channel: CHANNELS.redHat.certManager,
      namespace: 'cert-manager-operator',
    },
  },
  jaeger: {
    name: 'the Jaeger operator',
    groups: ['jaegertracing.io'],
    program: { selector: 'name=jaeger-operator', deployments: ['jaeger-operator'], image: /jaeger-operator$/ },
    bootstrap: { unit: 'jaeger', installedFor: 'none', isFirst: false },
    neededBy: 'kinds',
    ...release(VERSIONS.jaegerOperator, (v) => ({
      install: `kubectl apply -n observability -f ${GITHUB}/jaegertracing/jaeger-operator/releases/download/v${v}/jaeger-operator.yaml`,
    })),
    operatorHub: {
      subscription: 'my-jaeger',
      package: 'jaeger',
      channel: CHANNELS.operatorHub.jaegerOperator,
      csv: `jaeger-operator.v${VERSIONS.jaegerOperatorInOperatorHub}`,
    },
    redHat: { subscription: 'jaeger-product', package: 'jaeger-product', channel: CHANNELS.redHat.jaegerOperator },
  },
  argoCd: {
    name: 'Argo CD',
    groups: ['argoproj.io'],
    program: 'kinds',
    bootstrap: 'none',
    neededBy: 'kinds',
    ...release(VERSIONS.argoCd, (v) => ({ install: `see ${GITHUB}/argoproj/argo-cd/releases/tag/v${v}` })),
  },
  olm: {
    name: 'the Operator Lifecycle Manager',
    groups: ['operators.coreos.com'],
    program: 'kinds',
    bootstrap: 'none',
    neededBy: 'kinds',
    ...release(VERSIONS.olm, (v) => ({
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
