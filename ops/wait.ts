import { setTimeout as sleep } from 'node:timers/promises';

import { ClusterError } from './cluster/cluster-error';
import { Interruption, OperationError } from './operation-error';

/** How long to wait, and who may end it. */
export interface Patience {
  /** In milliseconds. */
  readonly timeout: number;
  readonly signal: AbortSignal;
  /** Is told what is waited for, whenever that changes. */
  readonly tell: (waiting: string) => void;
}

/** What a look at a cluster found: what was waited for, or what is missing. */
export type Look<T> = { readonly found: T } | { readonly missing: string };

const [FIRST_PAUSE, LONGEST_PAUSE, GROWTH] = [100, 2_000, 1.6];

/**
 * Looks again and again until something is there. A cluster that does not answer in between is asked again.
 *
 * @param what what is waited for, in words
 * @param fix what to do if it does not come
 * @throws OperationError a finding with what is missing, after the timeout; what a look throws; Interruption
 */
export async function waitFor<T>(what: string, fix: string, patience: Patience, look: () => Promise<Look<T>>): Promise<T> {
  const end = Date.now() + patience.timeout;
  let told: string | undefined;
  for (let pause = FIRST_PAUSE, answered = false; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE)) {
    stopIfAsked(patience.signal);
    const seen = await attempt(look, answered, patience.signal);
    answered = true;
    if ('found' in seen) return seen.found;
    if (seen.missing !== told) patience.tell(`waiting for ${what}: ${seen.missing}`);
    told = seen.missing;
    if (Date.now() >= end) {
      throw new OperationError('finding', `${what} took more than ${String(Math.round(patience.timeout / 1000))} s: ${seen.missing}`, fix);
    }
    await sleep(Math.min(pause, Math.max(end - Date.now(), 1)), undefined, { signal: patience.signal }).catch(() => {
      throw new Interruption();
    });
  }
}

/** @throws Interruption if the user asked to stop */
export function stopIfAsked(signal: AbortSignal): void {
  if (signal.aborted) throw new Interruption();
}

/** The first request tells what is wrong with the connection; later ones may meet a cluster that is busy. */
async function attempt<T>(look: () => Promise<Look<T>>, answered: boolean, signal: AbortSignal): Promise<Look<T>> {
  try {
    return await look();
  } catch (error) {
    stopIfAsked(signal);
    if (answered && error instanceof ClusterError && error.fault === 'unreachable') return { missing: error.message };
    throw error;
  }
}
