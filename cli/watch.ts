import { setTimeout as sleep } from 'node:timers/promises';

import { Interruption } from '../ops/operation-error';
import type { ExitCode } from './exit';

/** Between two looks, in milliseconds. */
const EVERY = 2_000;

/** Clears the screen of a terminal, and what was scrolled off stays. */
const CLEAR = '\u001b[H\u001b[2J';

/** What one look gave. */
export interface Look {
  readonly text: string;
  readonly code: ExitCode;
}

/**
 * Looks again and again until the user asks to stop: a terminal is drawn anew, anything else gets the text when it changed.
 *
 * @returns the exit code of the last look
 * @throws Interruption if there was none
 */
export async function watch(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>,
  signal: AbortSignal,
  look: () => Promise<Look>,
): Promise<ExitCode> {
  let last: Look | undefined;
  while (!signal.aborted) {
    const next = await look();
    // Requests that were broken off say nothing of the clusters.
    if (isStopped(signal)) break;
    if (stream.isTTY || next.text !== last?.text) stream.write(`${stream.isTTY ? CLEAR : ''}${next.text}`);
    last = next;
    await sleep(EVERY, undefined, { signal }).catch(() => undefined);
  }
  if (last === undefined) throw new Interruption();
  return last.code;
}

/** The compiler takes a signal for what it was before the look. */
function isStopped({ aborted }: AbortSignal): boolean {
  return aborted;
}
