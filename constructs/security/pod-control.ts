import type { PodParts } from './pod-parts';
import type { PodSecurityLevel } from './pod-security-level';

/** Something in a pod that a level refuses. */
export interface PodRefusal {
  /** Field of the manifest. */
  readonly at: string;
  /** What is wrong with it. */
  readonly message: string;
}

/** Something in a pod that a level refuses, with the least strict level that does. */
export interface PodSecurityFault extends PodRefusal {
  readonly level: Exclude<PodSecurityLevel, 'privileged'>;
}

/** One control of the Pod Security Standards. */
export type PodControl = (pod: PodParts) => readonly PodRefusal[];
