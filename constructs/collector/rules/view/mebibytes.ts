/** Bytes of one MiB. */
export const MIB = 2 ** 20;

/** Returns a number of bytes in whole MiB, for a message. */
export function inMib(bytes: number): string {
  return `${String(Math.round(bytes / MIB))} MiB`;
}
