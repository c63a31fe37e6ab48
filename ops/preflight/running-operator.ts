import type { OperatorFacts } from '../../constructs/operator-facts';
import type { KubeObject } from '../cluster/kube-object';
import { parseVersion, type Version } from './version';

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
export function readOperator({ program }: Pick<OperatorFacts, 'program'>, deployment: KubeObject): RunningOperator {
  const { name, namespace = '', labels } = deployment.metadata;
  const images = containersOf(deployment).map(({ image = '' }) => image);
  const image = images.find((own) => program !== 'kinds' && program.image.test(splitImage(own).repository)) ?? images[0] ?? '';
  const { tag } = splitImage(image);
  // OLM says whose it is, such as `skupper-operator.v1.9.6`; images of its packages are named by digests.
  const [, owner = ''] = /\.(v\d.*)$/.exec(labels?.['olm.owner'] ?? '') ?? [];
  const version = parseVersion(tag) ?? parseVersion(labels?.['app.kubernetes.io/version'] ?? '') ?? parseVersion(owner);
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
