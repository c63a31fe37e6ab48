import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses before a request is sent again, in milliseconds. */
const PAUSES = [300, 700, 1_500, 3_000];

/** What a server answers that wants to be asked later; one does so whose new kind nobody has read yet. */
const TOO_MANY_REQUESTS = 429;

/** Sends a request that changes nothing, again while the server says that it is busy. @throws the last answer, if it stays so */
export async function retryBusy<T>(send: () => Promise<T>): Promise<T> {
  for (const pause of PAUSES) {
    try {
      return await send();
    } catch (error) {
      if ((error as { readonly code?: unknown } | null)?.code !== TOO_MANY_REQUESTS) throw error;
      await sleep(pause);
    }
  }
  return send();
}
