/** Returns the position of an argument; -1 for an unknown name. Names may be written in either case: `regex_pattern`, `regexPattern`. */
export function positionOf(names: readonly string[], name: string): number {
  const wanted = camel(name);
  return names.findIndex((known) => camel(known) === wanted);
}

/** Returns a name as the collector compares it: a word begins after `_` and after a digit. */
function camel(name: string): string {
  return name.replace(/^[a-z]|_+[a-z]?|\d_*[a-z]/g, (start) => start.replaceAll('_', '').toUpperCase());
}
