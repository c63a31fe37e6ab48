import type { KubeObject } from '../cluster/kube-object';
import { add, expiring, type Describe, type Description } from './describe-skupper';
import type { Judgement } from './object-state';
import type { SiteSnapshot } from './site-snapshot';

/** A Deployment, with its pods. */
export const describeDeployment: Describe = ({ spec, status }, judgement) => {
  const replicas = `${numberIn(status, 'availableReplicas', 0)}/${numberIn(spec, 'replicas', 1)}`;
  const text = `${replicas} pods available`;
  if (judgement.state !== 'waiting' || status === undefined) return add(judgement, text, { replicas });
  return { ...judgement, text, details: { replicas } };
};

/** A certificate of cert-manager. */
export const describeCertificate: Describe = ({ status }, judgement) => expiring(judgement, status?.['notAfter']);

/**
 * A Jaeger of the Jaeger operator, which says in one word how it is. That it runs is said of none of its pods: those are counted by its
 * Deployment, where that was looked at.
 */
export function describeJaeger(
  { metadata: { name, namespace }, status }: KubeObject,
  judgement: Judgement,
  snapshot: SiteSnapshot,
): Description {
  const { phase = '', version = '' } = (status ?? {}) as Readonly<Record<string, string | undefined>>;
  const details = version === '' ? {} : { version };
  if (phase === 'Failed') {
    return { state: 'error', text: 'its operator failed to make it', fix: 'see what the Jaeger operator logs', details };
  }
  if (judgement.state !== 'ok') return { ...judgement, text: phase === '' ? 'its operator has not made it yet' : phase, details };
  const deployment = snapshot.tryFind({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name });
  if (deployment !== undefined && Number(deployment.status?.['availableReplicas'] ?? 0) === 0) {
    return { state: 'waiting', text: 'none of its pods is available', fix: `see its pods: kubectl describe deployment ${name}`, details };
  }
  return add(judgement, version === '' ? '' : `Jaeger ${version}`, details);
}

/**
 * A collector, Jaeger v2 among them. Its `Ready` says that the operator made its objects, and nothing of their pods: those are counted
 * by its scale, or by its DaemonSet.
 */
export function describeCollector(collector: KubeObject, judgement: Judgement, snapshot: SiteSnapshot): Description {
  const { mode = 'deployment' } = (collector.spec ?? {}) as { readonly mode?: string };
  // A sidecar has no pods of its own.
  const replicas = mode === 'sidecar' ? undefined : (scaleOf(collector) ?? daemonOf(collector, snapshot));
  const { image, version } = (collector.status ?? {}) as Readonly<Record<string, string | undefined>>;
  const details = { ...(replicas && { replicas }), ...(image && { image }), ...(version && { version }) };
  const words = [mode, replicas && `${replicas} pods ready`, image && tagOf(image)].filter((word) => word !== undefined && word !== '');
  const [ready = 0, wanted = 0] = (replicas ?? '0/0').split('/').map(Number);
  if (hasOldOperator(collector, judgement) && ready >= wanted) return { state: 'ok', text: [...words, OLD_OPERATOR].join(', '), details };
  if (judgement.state === 'ok' && ready < wanted) {
    return { state: 'waiting', text: words.join(', '), fix: 'see its pods: a configuration that it refuses makes them restart', details };
  }
  return add(judgement, words.join(', '), details);
}

const OLD_OPERATOR = 'its operator is older than 0.154.0 and reports no conditions';

/** Whether the operator of a collector has handled it and reports no conditions. Operators before 0.154.0 report only the image and the scale. */
function hasOldOperator({ status }: KubeObject, { state }: Judgement): boolean {
  return state === 'waiting' && status?.['image'] !== undefined && (status.conditions ?? []).length === 0;
}

function scaleOf({ status }: KubeObject): string | undefined {
  const { statusReplicas } = (status?.['scale'] ?? {}) as { readonly statusReplicas?: string };
  return statusReplicas !== undefined && /^\d+\/\d+$/.test(statusReplicas) ? statusReplicas : undefined;
}

function daemonOf({ spec, metadata: { name, namespace } }: KubeObject, snapshot: SiteSnapshot): string | undefined {
  if (spec?.['mode'] !== 'daemonset') return undefined;
  const daemon = snapshot.tryFind({ apiVersion: 'apps/v1', kind: 'DaemonSet', namespace, name: `${name}-collector`.slice(0, 63) });
  const { numberReady = 0, desiredNumberScheduled = 0 } = (daemon?.status ?? {}) as Readonly<Record<string, number | undefined>>;
  return daemon === undefined ? undefined : `${String(numberReady)}/${String(desiredNumberScheduled)}`;
}

function numberIn(fields: Readonly<Record<string, unknown>> | undefined, key: string, standard: number): string {
  const value = fields?.[key];
  return String(typeof value === 'number' ? value : standard);
}

/** `name:tag` of an image. */
function tagOf(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1).replace(/@sha256:(.{12}).*/, '@$1');
}
