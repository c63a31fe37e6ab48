import { createHash } from 'node:crypto';

/** Eight letters and digits that tell a text from others, for names that have to be short and stay as they are. */
export function shortDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
