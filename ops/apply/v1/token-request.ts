import type { KubeObject } from '../../cluster/kube-object';
import { TOKEN, TOKEN_REQUEST, TYPE_LABEL } from '../../v1/token-labels';

/** Whether an object asks Skupper v1 for a token that the cluster has: applied again, it would get another. */
export function isFilledRequest({ metadata }: KubeObject, live: KubeObject | undefined): boolean {
  return metadata.labels?.[TYPE_LABEL] === TOKEN_REQUEST && live?.metadata.labels?.[TYPE_LABEL] === TOKEN;
}
