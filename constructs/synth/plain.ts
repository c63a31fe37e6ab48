/**
 * What cdk8s makes of fields that are plain JSON already: keys sorted, members without a value left out. Undefined if there is a
 * token or anything else in them that cdk8s has to resolve, or if they cannot be made: cdk8s says it with the place.
 */
export function tryPlain(produce: () => Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  try {
    return plain(produce()) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}

const NOT_PLAIN = new Error('not plain JSON');

function plain(value: unknown): unknown {
  if (typeof value !== 'object') {
    if (typeof value === 'function') throw NOT_PLAIN;
    return value;
  }
  if (value === null) return undefined;
  if (Array.isArray(value)) return value.map(plain);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'resolve' in value) throw NOT_PLAIN;
  const record = value as Readonly<Record<string, unknown>>;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(record).sort()) {
    const member = plain(record[key]);
    // Its prototype is not for a member of that name to replace.
    if (key === '__proto__') throw NOT_PLAIN;
    if (member !== undefined) copy[key] = member;
  }
  return copy;
}
