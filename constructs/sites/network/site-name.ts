import { compareText } from '../../synth/finding';

/** Words that YAML readers parse as other types. A name that is part of such a word could complete it, and change how a text is quoted. */
const RESERVED = ['yes', 'no', 'on', 'off', 'true', 'false', 'null'];

/** Smaller groups have no exemplars: those would be most of the group. */
export const FEWEST_ALIKE = 5;

/** Returns the kind of a name. YAML quotes names of one kind alike. Undefined for a name that cannot be compared with others. */
export function kindOfName(name: string): 'word' | 'digit' | undefined {
  if (/^[0-9]/.test(name)) return /^[0-9]+[a-z]*$/i.test(name) ? undefined : 'digit';
  return /^[a-z]/.test(name) && !/^e[-0-9]*$/.test(name) && !RESERVED.some((word) => word.includes(name)) ? 'word' : undefined;
}

/** Returns two more items, each at a third of the items in the order of their names. */
export function spreadOf<T>(things: readonly T[], nameOf: (thing: T) => string): readonly T[] {
  const byName = [...things].sort((a, b) => compareText(nameOf(a), nameOf(b)));
  const chosen = [byName.at(byName.length / 3), byName.at((2 * byName.length) / 3)];
  return chosen.filter((thing) => thing !== undefined);
}

/** Returns the items with the first, last, shortest and longest name. */
export function exemplarsOf<T>(things: readonly T[], nameOf: (thing: T) => string): readonly T[] {
  const byName = [...things].sort((a, b) => compareText(nameOf(a), nameOf(b)));
  const byLength = [...byName].sort((a, b) => nameOf(a).length - nameOf(b).length);
  const chosen = [byName.at(0), byName.at(-1), byLength.at(0), byLength.at(-1)];
  return [...new Set(chosen)].filter((thing) => thing !== undefined);
}
