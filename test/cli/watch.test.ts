import { describe, expect, it } from 'vitest';

import { marksFor } from '../../cli/marks';
import { watch } from '../../cli/watch';

/** A stream that keeps what is written. */
function kept(isTTY: boolean): { readonly stream: Parameters<typeof watch>[0]; readonly written: string[] } {
  const written: string[] = [];
  const write = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  return { stream: { isTTY, write }, written };
}

describe('watch', () => {
  it('exits by the last whole look, and does not print one that was broken off', async () => {
    const stop = new AbortController();
    const { stream, written } = kept(false);
    let looks = 0;
    const code = await watch(stream, stop.signal, () => {
      if (++looks === 2) stop.abort();
      return Promise.resolve({ text: `${String(looks)}\n`, code: looks === 1 ? 1 : 2 });
    });
    expect({ code, written }).toEqual({ code: 1, written: ['1\n'] });
  });

  it('fails if it is stopped before anything was seen', async () => {
    const stop = new AbortController();
    const look = (): Promise<{ text: string; code: 0 }> => {
      stop.abort();
      return Promise.resolve({ text: '', code: 0 });
    };
    await expect(watch(kept(true).stream, stop.signal, look)).rejects.toThrow('interrupted');
  });
});

describe('marks', () => {
  it('are the same words with and without colour, which only a terminal gets', () => {
    const plain = marksFor({ isTTY: false }, {})('error');
    expect(plain).toBe('error  ');
    expect(marksFor({ isTTY: true }, { NO_COLOR: '1' })('error')).toBe(plain);
    expect(marksFor({ isTTY: true }, {})('error')).toContain(plain);
    expect(marksFor({ isTTY: true }, {})('error')).not.toBe(plain);
  });
});
