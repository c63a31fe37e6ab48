import type { WriteStream } from 'node:tty';

import { onProgress } from '../constructs/synth/report';

/** How long a run takes before it tells how far it is, and how often it does, in milliseconds. */
const EVERY = 500;

/** Tells on a terminal how far a long synthesis has come, in one line that is gone at its end. */
export function showProgress(stream: Pick<WriteStream, 'isTTY' | 'write'>): void {
  if (!stream.isTTY) return;
  let last = Date.now();
  let shown = false;
  onProgress(({ done, sites }) => {
    if (shown && done === sites) {
      stream.write('\r\u001b[K');
      shown = false;
    } else if (Date.now() - last >= EVERY) {
      stream.write(`\r\u001b[K${String(done)} of ${String(sites)} sites`);
      last = Date.now();
      shown = true;
    }
  });
}
