import type { TopologySite } from '../../constructs';
import { OPERATORS as CATALOGUE, SKUPPER_V1, type OperatorFacts, type OperatorId } from '../../constructs/operators';

/** An operator of the catalogue, and how it is found in a cluster. */
export interface Operator extends OperatorFacts {
  /** Label selector that finds its Deployments in any namespace; none if it is enough that its kinds are served. */
  readonly selector?: string;
  /** Names of its Deployments, for where they carry no label: OLM gives them what the package says, and some say nothing. */
  readonly deployments?: readonly string[];
  /** What the name of its image ends in. */
  readonly image?: RegExp;
}

const SKUPPER = {
  // That of Skupper v1 too, to tell it from none.
  selector: 'application in (skupper-controller, skupper-site-controller)',
  deployments: ['skupper-controller', 'skupper-site-controller'],
  image: /(^|\/)(skupper-)?(site-)?controller$/,
} as const;

/** Every operator that manifests of this package may need, at the version whose types it has (`imports/sources.json`). */
export const OPERATORS: Readonly<Record<OperatorId, Operator>> = {
  skupper: { ...CATALOGUE.skupper, ...SKUPPER },
  openTelemetry: {
    ...CATALOGUE.openTelemetry,
    selector: 'app.kubernetes.io/name=opentelemetry-operator',
    deployments: ['opentelemetry-operator-controller-manager'],
    image: /opentelemetry-operator$/,
  },
  certManager: {
    ...CATALOGUE.certManager,
    selector: 'app.kubernetes.io/name=cert-manager',
    deployments: ['cert-manager'],
    image: /cert-manager-controller$/,
  },
  jaeger: { ...CATALOGUE.jaeger, selector: 'name=jaeger-operator', deployments: ['jaeger-operator'], image: /jaeger-operator$/ },
  argoCd: CATALOGUE.argoCd,
  olm: CATALOGUE.olm,
};

/** An operator as a site needs it: Skupper in the generation of the site. */
export function operatorOfSite(id: OperatorId, site: TopologySite): Operator {
  return id === 'skupper' && isLegacy(site) ? { ...SKUPPER_V1, ...SKUPPER } : OPERATORS[id];
}

/** Whether a site is one of Skupper v1. */
export function isLegacy({ generation }: Pick<TopologySite, 'generation'>): boolean {
  return generation === 'legacy';
}

/** Every operator with its key. */
export function allOperators(): readonly (readonly [OperatorId, Operator])[] {
  return Object.entries(OPERATORS) as [OperatorId, Operator][];
}

/** The operator that brings a group, undefined if this package knows none. */
export function operatorOf(group: string): OperatorId | undefined {
  return allOperators().find(([, { groups }]) => groups.includes(group))?.[0];
}
