import { BASELINE } from './baseline-controls';
import type { PodControl, PodSecurityFault } from './pod-control';
import type { PodParts } from './pod-parts';
import { leastStrict, type PodSecurityLevel } from './pod-security-level';
import { RESTRICTED } from './restricted-controls';

/**
 * What the Pod Security Standards of Kubernetes 1.34 refuse in a pod, as admission has it by default: the controls of `baseline`, and
 * those that `restricted` adds. A pod in a user namespace of its own gets no relief: that is an alpha feature, and off.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function podSecurityFaults(pod: PodParts): readonly PodSecurityFault[] {
  const refused = (controls: readonly PodControl[], level: PodSecurityFault['level']): PodSecurityFault[] =>
    controls.flatMap((control) => control(pod).map(({ at, message }) => ({ level, at, message })));
  return [...refused(BASELINE, 'baseline'), ...refused(RESTRICTED, 'restricted')];
}

/** The strictest level that a pod with these faults passes. */
export function strictestLevel(faults: readonly PodSecurityFault[]): PodSecurityLevel {
  return leastStrict(faults.map(({ level }) => (level === 'baseline' ? 'privileged' : 'baseline')));
}
