import type { WriteStream } from 'node:tty';

import type { SynthesisProgress } from '../constructs/synth/synthesis-host';

/** Stream that shows progress if it is a terminal. */
export type ProgressStream = Pick<WriteStream, 'isTTY' | 'write'>;

/** Time before the first report and between two reports, in milliseconds. */
const EVERY = 500;

/** Returns a listener that shows the progress of a long synthesis on a terminal, in one line that is removed at the end. */
export function progressLine(stream: ProgressStream): (report: SynthesisProgress) => void {
  if (!stream.isTTY) return () => undefined;
  let last = Date.now();
  let shown = false;
  return ({ done, sites }) => {
    if (shown && done === sites) {
      stream.write('\r\u001b[K');
      shown = false;
    } else if (Date.now() - last >= EVERY) {
      stream.write(`\r\u001b[K${String(done)} of ${String(sites)} sites`);
      last = Date.now();
      shown = true;
    }
  };
}
