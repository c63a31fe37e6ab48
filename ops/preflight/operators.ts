import type { KubeObject } from '../cluster/kube-object';
import { parseVersion, type Version } from './version';

/** A program in the cluster that does what resources of its groups say. */
export interface Operator {
  readonly name: string;
  /** API groups that it brings. */
  readonly groups: readonly string[];
  /** Label selector that finds its Deployments in any namespace; none if it is enough that its kinds are served. */
  readonly selector?: string;
  /** What the name of its image ends in. */
  readonly image?: RegExp;
  /** The version that this package was made for. */
  readonly version: string;
  /** How to install it. */
  readonly install: string;
}

const RELEASES = 'https://github.com';

/** Every operator that manifests of this package may need, at the version whose types it has (`imports/sources.json`). */
export const OPERATORS = {
  skupper: {
    name: 'Skupper',
    groups: ['skupper.io'],
    // That of Skupper v1 too, to tell it from none.
    selector: 'application in (skupper-controller, skupper-site-controller)',
    image: /(^|\/)(skupper-)?(site-)?controller$/,
    ...release('2.2.1', (v) => `kubectl apply -f ${RELEASES}/skupperproject/skupper/releases/download/${v}/skupper-cluster-scope.yaml`),
  },
  openTelemetry: {
    name: 'the OpenTelemetry operator',
    groups: ['opentelemetry.io'],
    selector: 'app.kubernetes.io/name=opentelemetry-operator',
    image: /opentelemetry-operator$/,
    ...release(
      '0.158.0',
      (v) => `kubectl apply -f ${RELEASES}/open-telemetry/opentelemetry-operator/releases/download/v${v}/opentelemetry-operator.yaml`,
    ),
  },
  certManager: {
    name: 'cert-manager',
    groups: ['cert-manager.io'],
    selector: 'app.kubernetes.io/name=cert-manager',
    image: /cert-manager-controller$/,
    ...release('1.21.2', (v) => `kubectl apply -f ${RELEASES}/cert-manager/cert-manager/releases/download/v${v}/cert-manager.yaml`),
  },
  jaeger: {
    name: 'the Jaeger operator',
    groups: ['jaegertracing.io'],
    selector: 'name=jaeger-operator',
    image: /jaeger-operator$/,
    ...release(
      '1.65.0',
      (v) => `kubectl apply -n observability -f ${RELEASES}/jaegertracing/jaeger-operator/releases/download/v${v}/jaeger-operator.yaml`,
    ),
  },
  argoCd: {
    name: 'Argo CD',
    groups: ['argoproj.io'],
    ...release('3.5.1', (v) => `see ${RELEASES}/argoproj/argo-cd/releases/tag/v${v}`),
  },
  olm: {
    name: 'the Operator Lifecycle Manager',
    groups: ['operators.coreos.com'],
    ...release('0.46.0', (v) => `see ${RELEASES}/operator-framework/operator-lifecycle-manager/releases/tag/v${v}`),
  },
} as const satisfies Readonly<Record<string, Operator>>;

export type OperatorId = keyof typeof OPERATORS;

/** Every operator with its key. */
export function allOperators(): readonly (readonly [OperatorId, Operator])[] {
  return Object.entries(OPERATORS) as [OperatorId, Operator][];
}

/** The operator that brings a group, undefined if this package knows none. */
export function operatorOf(group: string): OperatorId | undefined {
  return allOperators().find(([, { groups }]) => groups.includes(group))?.[0];
}

/** A Deployment of an operator, as far as it counts. */
export interface RunningOperator {
  readonly namespace: string;
  readonly name: string;
  readonly available: number;
  readonly image: string;
  /** Undefined where the image is named by a digest or a word. */
  readonly version: Version | undefined;
}

/** Reads a Deployment of an operator. */
export function readOperator({ image: pattern }: Operator, deployment: KubeObject): RunningOperator {
  const { name, namespace = '', labels } = deployment.metadata;
  const images = containersOf(deployment).map(({ image = '' }) => image);
  const image = images.find((own) => pattern?.test(splitImage(own).repository)) ?? images[0] ?? '';
  const { tag } = splitImage(image);
  const version = parseVersion(tag) ?? parseVersion(labels?.['app.kubernetes.io/version'] ?? '');
  return { namespace, name, available: Number(deployment.status?.['availableReplicas'] ?? 0), image, version };
}

/** A container of a pod template, as far as it counts here. */
export interface OperatorContainer {
  readonly image?: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
}

/** The containers of a Deployment. */
export function containersOf({ spec }: KubeObject): readonly OperatorContainer[] {
  const { template } = (spec ?? {}) as { template?: { spec?: { containers?: readonly OperatorContainer[] } } };
  return template?.spec?.containers ?? [];
}

function splitImage(image: string): { readonly repository: string; readonly tag: string } {
  const [plain = ''] = image.split('@', 1);
  const colon = plain.lastIndexOf(':');
  return colon > plain.lastIndexOf('/')
    ? { repository: plain.slice(0, colon), tag: plain.slice(colon + 1) }
    : { repository: plain, tag: '' };
}

/** A version, and how to install it. */
function release(version: string, install: (version: string) => string): Pick<Operator, 'version' | 'install'> {
  return { version, install: install(version) };
}
