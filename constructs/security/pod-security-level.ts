/**
 * How strict a namespace is with the pods in it.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** What a pod of the Skupper router passes: a namespace with a Skupper site enforces no more. */
export type SitePodSecurityLevel = Exclude<PodSecurityLevel, 'restricted'>;

/** Label of a namespace that says what its pods have to pass. */
export const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';

const STRICTNESS: Readonly<Record<PodSecurityLevel, number>> = { privileged: 0, baseline: 1, restricted: 2 };

/** Whether a text is the name of a level. */
export function isLevel(text: unknown): text is PodSecurityLevel {
  return typeof text === 'string' && Object.hasOwn(STRICTNESS, text);
}

/** Whether a level asks for all that another asks for. */
export function includesLevel(level: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return STRICTNESS[level] >= STRICTNESS[other];
}

/** The least strict of several levels; `restricted` of none. */
export function leastStrict(levels: Iterable<PodSecurityLevel>): PodSecurityLevel {
  let least: PodSecurityLevel = 'restricted';
  for (const level of levels) if (!includesLevel(level, least)) least = level;
  return least;
}
