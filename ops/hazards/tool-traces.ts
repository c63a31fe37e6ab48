import { nameOf, type KubeObject } from '../cluster/kube-object';
import type { OpsFault } from '../ops-finding';
import { isMadeBySkupper } from '../skupper-names';

/** What the controller writes on each Secret in use; the routers take no Secret without it. */
const PROFILE = 'internal.skupper.io/tls-profile-context';

/** What tools mark the objects with that they take for their own. */
const TRACKING = [
  'app.kubernetes.io/instance',
  'argocd.argoproj.io/instance',
  'argocd.argoproj.io/tracking-id',
  'kustomize.toolkit.fluxcd.io/name',
  'helm.toolkit.fluxcd.io/name',
];

/** Secrets in use whose annotation of Skupper's is gone: whatever keeps the Secret in step strips it. */
export function strippedSecrets(secrets: readonly KubeObject[]): readonly OpsFault[] {
  return secrets
    .filter(({ metadata }) => metadata.annotations?.[PROFILE] === undefined)
    .map(({ metadata: { name } }) => ({
      severity: 'error',
      rule: 'hazard/secret-annotation',
      location: `Secret ${name}`,
      message: `is in use, and lacks the annotation ${PROFILE}: a router that starts anew does not take it`,
      fix: 'let the tool that writes the Secret keep annotations of others (Argo CD: ignoreDifferences, External Secrets: creationPolicy Merge)',
    }));
}

/** Objects of Skupper's controller that a tool takes for its own, and will delete. */
export function trackedObjects(objects: readonly KubeObject[]): readonly OpsFault[] {
  return objects.filter(isMadeBySkupper).flatMap((object) => {
    const { labels, annotations } = object.metadata;
    const keys = TRACKING.filter((key) => labels?.[key] !== undefined || annotations?.[key] !== undefined);
    if (keys.length === 0) return [];
    const { kind, name } = nameOf(object);
    return [
      {
        severity: 'warning' as const,
        rule: 'hazard/tracked-object',
        location: `${kind} ${name}`,
        message: `was made by Skupper, and carries ${keys.join(', ')}: Argo CD or Flux takes it for its own and may delete it`,
        fix: 'where a ConfigMap with skupper.io/label-template copies labels, list these keys in its exclude',
      },
    ];
  });
}
