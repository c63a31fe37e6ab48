/** Does a piece of work for each of many things, some at a time, and gives the results in the order of the things. */
export async function inPool<T, R>(things: readonly T[], width: number, work: (thing: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Array<R>(things.length);
  const waiting = things.entries();
  const workers = Array.from({ length: Math.min(width, things.length) }, async () => {
    // All workers take from one iterator.
    for (const [i, thing] of waiting) results[i] = await work(thing);
  });
  await Promise.all(workers);
  return results;
}
