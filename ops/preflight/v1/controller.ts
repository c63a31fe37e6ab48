import { SKUPPER_PROGRAM } from '../../../constructs/operator-facts';
import type { KubeObject } from '../../cluster/kube-object';
import { containersOf, readOperator, type RunningOperator } from '../running-operator';

/** Name of the Deployment that makes sites of Skupper v1, whichever way it was installed. */
export const V1_CONTROLLER = 'skupper-site-controller';

/** A site controller of Skupper v1. */
export interface V1Controller extends RunningOperator {
  /** The namespaces that it looks after, undefined for all. */
  readonly watches: readonly string[] | undefined;
}

/** Whether a Deployment is a site controller of Skupper v1. */
export function isV1Controller(deployment: KubeObject): boolean {
  const { image, version } = readOperator({ program: SKUPPER_PROGRAM }, deployment);
  return deployment.metadata.name === V1_CONTROLLER || version?.[0] === 1 || image.includes('site-controller');
}

/** Reads a site controller of Skupper v1. */
export function readV1Controller(deployment: KubeObject): V1Controller {
  return { ...readOperator({ program: SKUPPER_PROGRAM }, deployment), watches: watchesOf(deployment) };
}

/** What the controller was told to watch: nothing for all, its own namespace, or what OLM wrote beside its pods. */
function watchesOf(deployment: KubeObject): readonly string[] | undefined {
  const variable = containersOf(deployment)
    .flatMap(({ env = [] }) => env)
    .find(({ name }) => name === 'WATCH_NAMESPACE');
  const { fieldRef } = (variable?.valueFrom ?? {}) as { readonly fieldRef?: { readonly fieldPath?: string } };
  const { template } = (deployment.spec ?? {}) as { template?: { metadata?: { annotations?: Readonly<Record<string, string>> } } };
  const text =
    fieldRef?.fieldPath === 'metadata.namespace'
      ? (deployment.metadata.namespace ?? '')
      : (variable?.value ?? template?.metadata?.annotations?.['olm.targetNamespaces'] ?? '');
  return text === '' ? undefined : text.split(',');
}
