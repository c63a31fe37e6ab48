/** Describes why the collector refuses a pattern with wildcards, in words; undefined for a valid one. */
export function globFault(pattern: string): string | undefined {
  for (let at = 0; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern[at] === '[') {
      const range = /^\[(?:!|(?!!))(?:(.)-(.)|(?!.-)(?:\\.|[^\]\\])+)\]/su.exec(pattern.slice(at));
      if (range === null) return `has a range without an end at character ${String(at + 1)}`;
      const [whole, low = '', high = ''] = range;
      if (low > high) return `has the range ${whole}, whose end is before its start`;
      at += whole.length - 1;
    }
  }
  return undefined;
}
